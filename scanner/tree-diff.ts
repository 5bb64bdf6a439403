import { askGit, displayPath, runGit, type Repository } from './git';

/** One path that differs between two trees. */
export interface TreeChange {
  /** Modes as in `TreeEntry`; `000000` where there is nothing on that side. */
  readonly oldMode: string;
  readonly mode: string;
  readonly oldBlob: string;
  readonly blob: string;
  /** Where it was; the same as `path` unless it was moved. */
  readonly oldPath: string;
  readonly path: string;
  readonly isRename: boolean;
}

/** More candidates than this on both sides are only compared by content, as git does by itself. */
const RENAME_LIMIT = 1000;

/** What changed from one commit to another, renames found by git. */
export async function diffTrees(repository: Repository, before: string, after: string): Promise<TreeChange[]> {
  const flags = ['-r', '-z', '--raw', '--no-abbrev', `-l${RENAME_LIMIT}`, '--no-ext-diff', '--no-textconv', '--ignore-submodules=none'];
  const args = (renames: string) => ['diff-tree', ...flags, renames, before, after];
  // A partial clone lacks contents that git would compare; equal ones it still knows by their id.
  return [...changes((await askGit(repository, args('-M'), [128])) ?? (await runGit(repository, args('-M100%'))))];
}

/** New path → old path. Empty where a commit is unknown, as after a force-push and its garbage collection. */
export async function renamesBetween(repository: Repository, before: string | null, after: string | null): Promise<Map<string, string>> {
  if (before === null || after === null || before === after) return new Map();
  // A git that fails is not taken for one that knows of no rename: files would lose what people wrote about them.
  if ((await askGit(repository, ['cat-file', '-e', before])) === null) return new Map();
  const found = await diffTrees(repository, before, after);
  return new Map(found.filter((change) => change.isRename).map((change) => [change.path, change.oldPath]));
}

/** `:<mode> <mode> <id> <id> <status>\0<path>\0`, and for renames a second path. */
function* changes(listing: Buffer): Generator<TreeChange> {
  let at = 0;
  const field = () => {
    const end = listing.indexOf(0, at);
    const part = listing.subarray(at, end);
    at = end + 1;
    return part;
  };
  while (at < listing.length) {
    const [oldMode = '', mode = '', oldBlob = '', blob = '', status = ''] = field().toString('latin1').slice(1).split(' ');
    const oldPath = displayPath(field());
    const isRename = status.startsWith('R');
    yield { oldMode, mode, oldBlob, blob, oldPath, path: isRename ? displayPath(field()) : oldPath, isRename };
  }
}
