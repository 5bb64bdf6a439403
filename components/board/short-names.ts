/** Path → the name of the file, after as many of its folders as tell it from the other files of a list. */
export function shortNames(paths: Iterable<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let open = [...new Set(paths)];
  for (let folders = 0; open.length > 0; folders++) {
    const groups = new Map<string, string[]>();
    for (const path of open) {
      const name = path.split('/').slice(-1 - folders).join('/');
      const group = groups.get(name);
      if (group) group.push(path);
      else groups.set(name, [path]);
    }
    open = [];
    for (const [name, group] of groups) {
      const [only] = group;
      if (group.length === 1 && only !== undefined) names.set(only, name);
      // A path that is the end of another is its own name already.
      else for (const path of group) if (path === name) names.set(path, name); else open.push(path);
    }
  }
  return names;
}
