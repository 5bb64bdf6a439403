/** What is left out of the scope on purpose, and why: paths of the configuration, comments in the code. */
import picomatch from 'picomatch';
import type { SourceFile } from '../link/source-file';

export class Exemptions {
  readonly #paths: readonly { readonly matches: (path: string) => boolean; readonly reason: string }[];

  constructor(configured: readonly { readonly path: string; readonly reason: string }[]) {
    this.#paths = configured.map(({ path, reason }) => ({ matches: picomatch(path, { dot: true }), reason }));
  }

  /** Reason for a whole file; undefined where there is none. */
  ofPath(path: string): string | undefined {
    return this.#paths.find((entry) => entry.matches(path))?.reason;
  }

  /** Reasons by line: `# awaited: exempt[reason]` speaks for its own line, alone on a line for the next. */
  byLine(file: SourceFile): ReadonlyMap<number, string> {
    const reasons = new Map<number, string>();
    for (const marker of file.facts.markers) {
      const reason = /^exempt\[(.+)\]/.exec(marker.text)?.[1]?.trim();
      if (reason === undefined || reason === '') continue;
      const line = file.line(marker.start);
      reasons.set(isAlone(file, marker.start, line) ? line + 1 : line, reason);
    }
    return reasons;
  }
}

/** Whether only white space stands before a comment: nothing that the parser kept starts on its line. */
function isAlone(file: SourceFile, start: number, line: number): boolean {
  const lineStart = file.facts.lineStarts[line - 1] ?? 0;
  const { nodes, scopes } = file.facts;
  for (let node = 1; node < nodes.count; node++) {
    const from = nodes.start[node] ?? 0;
    const to = nodes.end[node] ?? 0;
    if ((from >= lineStart && from < start) || (to > lineStart && to <= start && from < start)) return false;
  }
  return !scopes.some((scope) => scope.nameStart >= lineStart && scope.nameStart < start);
}
