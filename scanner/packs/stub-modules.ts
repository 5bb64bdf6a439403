/**
 * The modules of a file of stub source, by name. A line of its own begins each:
 *
 *     # module: requests          // module: next-auth/next
 */
export function stubModules(text: string): Record<string, string> {
  const modules: Record<string, string> = {};
  let current: string | undefined;
  let lines: string[] = [];
  const end = (): void => {
    if (current !== undefined) modules[current] = lines.join('\n');
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const name = /^(?:#|\/\/) module: (\S+)\s*$/.exec(line)?.[1];
    if (name === undefined) {
      lines.push(line);
      continue;
    }
    end();
    current = name;
  }
  end();
  return modules;
}
