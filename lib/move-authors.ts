import { commitsBetween, lineOrigins, type CommitBrief } from './source';

/** What is to be attributed: where a usage stands now, or stood where it is gone. */
export interface AttributedMove {
  readonly path: string;
  /** Where the file was before; the same unless it was moved. */
  readonly oldPath: string;
  /** Null where the usage is gone. */
  readonly line: number | null;
}

export interface Authorship {
  readonly author: string;
  readonly commit: string;
}

/** More commits, or more files to blame, than this between two weeks are not looked into. */
const MOST_COMMITS = 2000;
const MOST_BLAMED = 200;

/**
 * Who made each move between two commits, in the order of the moves; null where that is nobody's alone. Where one person
 * alone touched the file it is them, else whose commit the line is from. A verdict can change without its file, when
 * what it calls does: that is nobody's.
 */
export async function moveAuthors(root: string, from: string, to: string, moves: readonly AttributedMove[]): Promise<(Authorship | null)[]> {
  const paths = [...new Set(moves.flatMap(({ path, oldPath }) => [path, oldPath]))];
  const commits = paths.length === 0 || from === to ? [] : await commitsBetween(root, from, to, paths, MOST_COMMITS);
  const blamed = new Map<string, Awaited<ReturnType<typeof lineOrigins>>>();
  const found: (Authorship | null)[] = [];
  for (const move of moves) {
    const touching = commits.filter((commit) => commit.paths.includes(move.path) || commit.paths.includes(move.oldPath));
    const alone = onlyAuthor(touching);
    if (move.line !== null && touching.length > 1 && (blamed.has(move.path) || blamed.size < MOST_BLAMED)) {
      const origins = blamed.get(move.path) ?? (await lineOrigins(root, to, move.path));
      blamed.set(move.path, origins);
      const origin = origins.get(move.line);
      const commit = touching.find((candidate) => candidate.commit === origin?.commit);
      found.push(commit ? { author: commit.author, commit: commit.commit } : alone);
    } else found.push(alone);
  }
  return found;
}

/** The newest of the commits, where all are of one person. */
function onlyAuthor([newest, ...older]: readonly CommitBrief[]): Authorship | null {
  return newest && older.every((commit) => commit.author === newest.author) ? { author: newest.author, commit: newest.commit } : null;
}
