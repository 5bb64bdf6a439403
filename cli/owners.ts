import { CODEOWNERS_PATHS, matchFile, parse, type CodeOwnersEntry } from 'codeowners-utils';
import { fileAt, runGit, type Repository } from '../scanner/git';

/** GitHub reads no larger ones, and the last rule that matches counts. In bytes. */
const MAX_BYTES = 3_000_000;
/** Rules of a file that somebody wrote by hand. */
const MAX_RULES = 2000;

/** Who owns a path; empty for nobody. */
export type OwnersOf = (path: string) => readonly string[];

/** Who owns files by the CODEOWNERS file of a commit. */
export async function ownersAt(repository: Repository, commit: string): Promise<OwnersOf> {
  for (const path of CODEOWNERS_PATHS) {
    const content = await fileAt(repository, commit, path);
    if (content) return ownersIn(content);
  }
  return () => [];
}

/** The same for the commits of a branch, of which git is asked once: a CODEOWNERS file changes a few times in its life. */
export class OwnersHistory {
  readonly #repository: Repository;
  /** First-parent commits, oldest first: commit → its place. */
  readonly #places: ReadonlyMap<string, number>;
  /** Path → where its content changed, oldest first. */
  readonly #changes: ReadonlyMap<string, readonly Change[]>;
  readonly #known = new Map<string, Promise<OwnersOf>>();

  private constructor(repository: Repository, places: ReadonlyMap<string, number>, changes: ReadonlyMap<string, readonly Change[]>) {
    this.#repository = repository;
    this.#places = places;
    this.#changes = changes;
  }

  /** @param commits first parents up to the branch's tip, oldest first */
  static async of(repository: Repository, commits: readonly string[]): Promise<OwnersHistory> {
    const places = new Map(commits.map((commit, place) => [commit, place]));
    const tip = commits.at(-1);
    if (tip === undefined) return new OwnersHistory(repository, places, new Map());
    const flags = ['--first-parent', '-m', '--raw', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--format=%x00%H'];
    const listing = await runGit(repository, ['-c', 'log.showRoot=true', 'log', ...flags, tip, '--', ...CODEOWNERS_PATHS]);
    const changes = new Map<string, Change[]>();
    for (const text of listing.toString().split('\0').slice(1).reverse()) {
      const [commit = '', ...rows] = text.split('\n');
      for (const row of rows) {
        const [, blob, path] = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\t(.+)$/.exec(row) ?? [];
        if (blob === undefined || path === undefined) continue;
        changes.set(path, [...(changes.get(path) ?? []), { place: places.get(commit) ?? 0, blob: /^0+$/.test(blob) ? null : blob }]);
      }
    }
    return new OwnersHistory(repository, places, changes);
  }

  at(commit: string): Promise<OwnersOf> {
    const place = this.#places.get(commit);
    if (place === undefined) return ownersAt(this.#repository, commit);
    for (const path of CODEOWNERS_PATHS) {
      const blob = this.#changes.get(path)?.findLast((change) => change.place <= place)?.blob;
      if (blob) return this.#read(blob);
    }
    return Promise.resolve(() => []);
  }

  #read(blob: string): Promise<OwnersOf> {
    const known = this.#known.get(blob) ?? runGit(this.#repository, ['cat-file', 'blob', blob]).then(ownersIn);
    this.#known.set(blob, known);
    return known;
  }
}

interface Change {
  readonly place: number;
  /** Null where the file was removed. */
  readonly blob: string | null;
}

function ownersIn(content: Buffer): OwnersOf {
  if (content.length > MAX_BYTES) return () => [];
  // Last rule first.
  const rules = parse(content.toString('utf8')).slice(0, MAX_RULES);
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const owners = known.get(path) ?? ruleFor(path, rules)?.owners ?? [];
    known.set(path, owners);
    return owners;
  };
}

function ruleFor(path: string, rules: CodeOwnersEntry[]): CodeOwnersEntry | null {
  try {
    return matchFile(path, rules);
  } catch {
    // The matcher refuses names such as `..\\x.py`, which no rule could mean.
    return null;
  }
}
