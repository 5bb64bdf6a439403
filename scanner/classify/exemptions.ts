/** What is left out of the scope on purpose, and why: paths of the configuration, comments in the code. */
import picomatch from 'picomatch';
import { hazardTextOf } from '../../lib/hazards';
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

  /**
   * The reason for a line of a file, if it is left out: of the file's path, or of a comment. `# awaited: exempt[reason]`
   * speaks for its own line, alone on a line for the next; `# awaited: exempt[rule: reason]` only for hazards of that rule.
   */
  of(file: SourceFile): (line: number, rule?: string) => string | undefined {
    const ofPath = this.ofPath(file.path);
    const reasons = new Map<string, string>();
    for (const marker of file.facts.markers) {
      const text = /^exempt\[(.+)\]/.exec(marker.text)?.[1]?.trim();
      if (text === undefined || text === '') continue;
      const [, rule, ofRule] = /^([a-z-]+):\s*(.+)$/.exec(text) ?? [];
      const named = rule !== undefined && hazardTextOf(rule) !== undefined;
      const written = file.line(marker.start);
      const line = isAlone(file, marker.start, written) ? written + 1 : written;
      reasons.set(named ? `${line} ${rule}` : `${line}`, named ? (ofRule ?? text) : text);
    }
    return (line, rule) => ofPath ?? reasons.get(`${line}`) ?? (rule === undefined ? undefined : reasons.get(`${line} ${rule}`));
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
