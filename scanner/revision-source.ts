import { Failure } from '../lib/failure';
import { commitDate, displayPath, runGit, type Repository } from './git';
import { ObjectReader } from './git-objects';
import type { QualityNote } from './snapshot';
import { byPath, MAX_SOURCE_BYTES, note, tooLarge, type Source, type SourceContent, type SourceFile, type Wanted } from './source';

/** The files of a commit, read from git's objects. */
export async function openRevision(repository: Repository, commit: string, wanted: Wanted): Promise<Source> {
  const [listing, at] = await Promise.all([
    runGit(repository, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]),
    commitDate(repository, commit),
  ]);
  const tree = readTree(listing, wanted);
  const objects = new ObjectReader(repository);
  return {
    commit,
    base: commit,
    at,
    ...tree,
    read: (files, addNote) => readObjects(objects, files, addNote, () => confirmCommit(repository, commit)),
    isUnchanged: async () => true,
    close: () => objects.close(),
  };
}

/** Throws where the commit is gone: what is missing then is not missing from it, but went with it. */
export async function confirmCommit(repository: Repository, commit: string): Promise<void> {
  await runGit(repository, ['ls-tree', '--full-tree', commit]).catch((cause: unknown) => {
    throw new Failure(`${repository.root} lost the commit ${commit.slice(0, 10)} while it was read, as after a rewrite and "git gc"; scan again.`, { cause });
  });
}

/** The contents of files whose blobs are known. `confirm` throws where the state that they belong to is gone. */
export async function* readObjects(
  objects: ObjectReader,
  files: readonly SourceFile[],
  addNote: (note: QualityNote) => void,
  confirm: () => Promise<void>,
): AsyncGenerator<SourceContent> {
  let confirmed = false;
  const byBlob = files[Symbol.iterator]();
  for await (const { id, content } of objects.read(files.map((file) => file.blob ?? ''))) {
    const file = byBlob.next().value;
    if (!file) return;
    if (content) {
      yield { file, blob: id, content };
      continue;
    }
    if (!confirmed) await confirm();
    confirmed = true;
    addNote(note('unreadable', file.path, `The repository lacks the object ${id}; fetch it with "git fetch --refetch" or clone anew.`));
  }
}

export interface TreeEntry {
  /** `100644`, `120000` for a symbolic link, `160000` for a submodule. */
  readonly mode: string;
  readonly blob: string;
  readonly path: string;
  readonly size: number;
}

/** Entries of `ls-tree -z -l`: `<mode> <type> <id> <size>\t<path>\0` */
export function* treeEntries(listing: Buffer): Generator<TreeEntry> {
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(9, start);
    const [mode = '', , blob = '', size = ''] = listing.toString('latin1', start, tab).split(/ +/);
    yield { mode, blob, size: Number(size) || 0, path: displayPath(listing.subarray(tab + 1, end)) };
    start = end + 1;
  }
}

export const SYMLINK = '120000';
export const SUBMODULE = '160000';

/** What a symbolic link or submodule among the wanted files says; null for a regular file. */
export function notRegular(mode: string, path: string, wanted: Wanted): QualityNote | null {
  if (mode === SUBMODULE) return note('submodule', path, 'A submodule; scan its repository by itself.');
  if (mode === SYMLINK && wanted(path)) return note('symlink', path, 'A symbolic link; not followed.');
  return null;
}

function readTree(listing: Buffer, wanted: Wanted): Pick<Source, 'files' | 'paths' | 'notes'> {
  const files: SourceFile[] = [];
  const notes: QualityNote[] = [];
  const paths = new Set<string>();
  for (const { mode, blob, size, path } of treeEntries(listing)) {
    paths.add(path);
    const special = notRegular(mode, path, wanted);
    if (special) notes.push(special);
    else if (mode === SYMLINK || !wanted(path)) continue;
    else if (size > MAX_SOURCE_BYTES) notes.push(tooLarge(path, size));
    else files.push({ path, blob, size });
  }
  return { files: files.sort(byPath), paths, notes };
}
