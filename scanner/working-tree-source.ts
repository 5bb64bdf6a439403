import { createHash } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { commitDate, displayPath, headCommit, runGit, type Repository } from './git';
import { ObjectReader } from './git-objects';
import { notRegular, SYMLINK } from './revision-source';
import type { QualityNote } from './snapshot';
import { byPath, MAX_SOURCE_BYTES, note, tooLarge, type Source, type SourceFile, type Wanted } from './source';
import { fields, TreeMemory, type IndexEntry } from './tree-memory';

/** A file of the working tree; its raw name, because a path is bytes. */
interface TreeFile extends SourceFile {
  readonly raw: Buffer;
  /** Left out by a sparse checkout: it is not on the disk, its object is. */
  readonly isSparse: boolean;
}

/** The files on the disk: tracked ones with their uncommitted edits, and untracked ones that are not ignored. */
export async function openWorkingTree(repository: Repository, wanted: Wanted, now: () => Date, memory = new TreeMemory()): Promise<Source> {
  const listings = await readListings(repository, memory);
  const { index, changes, others, head } = listings;
  const tree = listTree(repository, { index, changes: readChanges(changes), others }, wanted, memory);
  const isClean = head !== null && !tree.isChanged && (await indexIsHead(repository, head, wanted));
  const objects = new ObjectReader(repository);
  return {
    commit: isClean ? head : null,
    base: head,
    at: isClean ? await commitDate(repository, head) : now().toISOString(),
    files: tree.files,
    paths: tree.paths,
    notes: tree.notes,
    async *read(files, addNote) {
      const folders = new Map<string, boolean>();
      for (const file of files) {
        const known = tree.byPath.get(file.path);
        if (!known) continue;
        const content = known.isSparse ? await readObject(objects, known) : readFile(repository, known, folders, addNote);
        if (content) yield { file, blob: known.isSparse && known.blob ? known.blob : blobId(content, repository.hash), content };
      }
    },
    async isUnchanged() {
      const now = await readListings(repository, memory);
      const isSameIndex = now.index === index || (now.index.length === index.length && now.index.every((entry, place) => isSameEntry(entry, index[place])));
      return isSameIndex && now.head === head && (['changes', 'others'] as const).every((name) => now[name].equals(listings[name]));
    },
    close: () => objects.close(),
  };
}

/** What git says about the tree as it is at this moment. */
async function readListings(repository: Repository, memory: TreeMemory) {
  const [index, changes, others, head] = await Promise.all([
    memory.index(repository),
    runGit(repository, ['diff-files', '-z', '--raw', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all']),
    runGit(repository, ['ls-files', '-z', '--others', '--exclude-standard']),
    headCommit(repository),
  ]);
  return { index, changes, others, head };
}

function isSameEntry(left: IndexEntry, right: IndexEntry | undefined): boolean {
  return right !== undefined && left.tag === right.tag && left.mode === right.mode && left.blob === right.blob && left.raw.equals(right.raw);
}

/** git's name for content. */
export function blobId(content: Buffer, hash: Repository['hash']): string {
  return createHash(hash).update(`blob ${content.length}\0`).update(content).digest('hex');
}

interface Listings {
  readonly index: readonly IndexEntry[];
  /** Raw path (latin1) → status letter. */
  readonly changes: ReadonlyMap<string, string>;
  readonly others: Buffer;
}

function listTree(repository: Repository, { index, changes, others }: Listings, wanted: Wanted, { sizes }: TreeMemory) {
  const files: TreeFile[] = [];
  const notes: QualityNote[] = [];
  const paths = new Set<string>();
  let isChanged = false;
  const add = (raw: Buffer, path: string, blob: string | null, isSparse: boolean, known?: number) => {
    const size = isSparse ? 0 : (known ?? sizeOf(repository, raw));
    if (typeof size !== 'number') notes.push(note(size.kind, path, size.message));
    else if (size > MAX_SOURCE_BYTES) notes.push(tooLarge(path, size));
    else files.push({ path, blob, size, raw, isSparse });
  };
  for (const { tag, mode, blob, raw, path } of index) {
    const change = changes.get(raw.toString('latin1'));
    if (paths.has(path) || change === 'D') {
      if (change === 'D') isChanged ||= wanted(path);
      continue;
    }
    paths.add(path);
    const special = notRegular(mode, path, wanted);
    if (special) notes.push(special);
    else if (mode !== SYMLINK && wanted(path)) {
      const isEdited = change !== undefined && !(change === 'M' && isAsInIndex(repository, raw, blob));
      isChanged ||= isEdited;
      // git has just looked: what it calls unchanged has the size that the index says.
      const isLookedAt = change === undefined && tag === 'H';
      const size = isLookedAt ? (sizes.get(path) ?? sizeOf(repository, raw)) : undefined;
      if (typeof size === 'number') sizes.set(path, size);
      else sizes.delete(path);
      // What git calls edited lies on the disk, whatever is said of the index.
      add(raw, path, isEdited ? null : blob, tag.toUpperCase() === 'S' && !isEdited, typeof size === 'number' ? size : undefined);
    }
  }
  for (const raw of fields(others)) {
    const path = displayPath(raw);
    if (path.endsWith('/')) {
      notes.push(note('submodule', path, 'Another git repository inside this one; scan it by itself.'));
      continue;
    }
    paths.add(path);
    if (!wanted(path)) continue;
    isChanged = true;
    add(raw, path, null, false);
  }
  files.sort(byPath);
  return { files, notes, paths, isChanged, byPath: new Map(files.map((file) => [file.path, file])) };
}

/** Whether a file that git calls modified by its times (it was copied or touched) has the content it had. */
function isAsInIndex(repository: Repository, raw: Buffer, blob: string): boolean {
  const size = sizeOf(repository, raw);
  if (typeof size !== 'number' || size > MAX_SOURCE_BYTES) return false;
  const content = readFile(repository, { raw, path: '', blob, size, isSparse: false }, new Map(), () => {});
  return content !== null && blobId(content, repository.hash) === blob;
}

/** `:100644 100644 <id> <id> M\0<path>\0` */
function readChanges(listing: Buffer): Map<string, string> {
  const changes = new Map<string, string>();
  const entries = [...fields(listing)];
  for (let index = 0; index + 1 < entries.length; index += 2) {
    const status = entries[index]?.toString('latin1').split(' ')[4] ?? '';
    changes.set(entries[index + 1]?.toString('latin1') ?? '', status);
  }
  return changes;
}

async function indexIsHead(repository: Repository, head: string, wanted: Wanted): Promise<boolean> {
  const flags = ['--cached', '-z', '--raw', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  const staged = readChanges(await runGit(repository, ['diff-index', ...flags, head]));
  return ![...staged.keys()].some((path) => wanted(displayPath(Buffer.from(path, 'latin1'))));
}

function sizeOf(repository: Repository, raw: Buffer): number | { kind: QualityNote['kind']; message: string } {
  try {
    const status = lstatSync(absolute(repository, raw));
    if (status.isSymbolicLink()) return { kind: 'symlink', message: 'A symbolic link; not followed.' };
    if (!status.isFile()) return { kind: 'skipped', message: 'Not a regular file; not read.' };
    return status.size;
  } catch (error) {
    return { kind: 'unreadable', message: unreadable(error) };
  }
}

async function readObject(objects: ObjectReader, file: TreeFile): Promise<Buffer | null> {
  for await (const object of objects.read([file.blob ?? ''])) return object.content;
  return null;
}

/** Synchronously: many small files come several times faster than through the thread pool. */
function readFile(repository: Repository, file: TreeFile, folders: Map<string, boolean>, addNote: (note: QualityNote) => void): Buffer | null {
  try {
    if (!liesInside(repository, file, folders)) {
      addNote(note('symlink', file.path, 'A folder of its path is a symbolic link; not followed.'));
      return null;
    }
    const handle = openSync(absolute(repository, file.raw), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    addNote(note('unreadable', file.path, unreadable(error)));
    return null;
  }
}

/** Whether the file's folder, links resolved, still lies in the working tree. */
function liesInside(repository: Repository, file: TreeFile, folders: Map<string, boolean>): boolean {
  const folder = file.raw.subarray(0, Math.max(0, file.raw.lastIndexOf(47)));
  const name = folder.toString('latin1');
  let inside = folders.get(name);
  if (inside === undefined) {
    const real = realpathSync.native(absolute(repository, folder), { encoding: 'buffer' }).toString('latin1') + sep;
    inside = real.startsWith(Buffer.from(repository.root + sep).toString('latin1'));
    folders.set(name, inside);
  }
  return inside;
}

function absolute(repository: Repository, raw: Buffer): Buffer {
  return Buffer.concat([Buffer.from(repository.root + sep), raw]);
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file; not read.';
  if (code === 'ENOENT') return 'The file went away during the scan; not read.';
  return `The file cannot be read (${code || String(error)}).`;
}
