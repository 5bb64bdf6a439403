import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { homedir, platform, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * How a process that stands by for checks of one repository and one database is found: a note in a folder that only its
 * user can enter. `kind`, `tool` and `pid` are read by other versions, too, and keep their meaning.
 */
export interface Note {
  /** What a person started and sees, or what `check --stay` left behind. */
  readonly kind: 'watch' | 'stay';
  /** What runs there (`toolIdentity`). */
  readonly tool: string;
  readonly pid: number;
  /** Socket or named pipe; null: it is reading the repository for the first time. */
  readonly address: string | null;
  /** Known to whoever may read this file alone. */
  readonly key: string;
  /** When it was written, in milliseconds of the epoch. */
  readonly at: number;
}

/** Where the note of a repository and a database lies. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a process was told to read differently from what the repository says: another one stands by for each. */
export interface Variant {
  readonly config?: string | undefined;
  readonly pack?: string | undefined;
}

/** null where this system has no folder that is surely the user's own; `find`: nor makes one. */
export function placeOf(databaseFile: string, root: string, what: 'find' | 'make', { config, pack }: Variant = {}, env: Environment = process.env): Place | null {
  const folder = folderFor(env);
  if (!isOwn(folder, what)) return null;
  const variant = config === undefined && pack === undefined ? [] : [config === undefined ? null : resolve(config), pack ?? null];
  const name = createHash('sha256').update(JSON.stringify([resolve(databaseFile), root, ...variant])).digest('hex').slice(0, 24);
  return { folder, name };
}

/**
 * The root of the repository around a folder, as far as names tell it: without git, which costs more than all the rest of
 * a question. Who stands by there asks git, and refuses what is not its own. null where there is no such folder.
 */
export function likelyRoot(path: string): string | null {
  try {
    const folder = realpathSync(path);
    for (let at = folder; ; at = dirname(at)) {
      if (existsSync(join(at, '.git'))) return at;
      if (at === dirname(at)) return folder;
    }
  } catch {
    return null;
  }
}

/** null where there is none, or none that can be read, or the folder is not the user's own any more. */
export function readNote(place: Place): Note | null {
  if (!isOwn(place.folder, 'find')) return null;
  try {
    const { kind, tool, pid, address, key, at } = JSON.parse(readFileSync(fileOf(place), 'utf8')) as Record<string, unknown>;
    if ((kind !== 'watch' && kind !== 'stay') || typeof tool !== 'string' || typeof pid !== 'number' || typeof key !== 'string' || typeof at !== 'number') return null;
    return { kind, tool, pid, key, at, address: typeof address === 'string' ? address : null };
  } catch {
    return null;
  }
}

/** Whole or not at all, in place of whatever note was there. Throws where it cannot, or the folder is not the user's own any more. */
export function writeNote(place: Place, note: Note): void {
  if (!isOwn(place.folder, 'make')) throw new Error(`${place.folder} is not this user's own.`);
  const draft = `${fileOf(place)}.${note.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600, flag: 'wx' });
  renameSync(draft, fileOf(place));
}

/** Whoever wrote it sees that and ends. What another one wrote meanwhile stays. Throws where it cannot be removed. */
export function removeNote(place: Place, { pid, key }: Note): void {
  const now = readNote(place);
  if (now?.pid === pid && now.key === key) rmSync(fileOf(place), { force: true });
}

/** The first reading of a repository takes seconds, seldom minutes. */
const LONGEST_START_MS = 600_000;

/**
 * Whether the process that wrote a note seems to be there. Another one may have got its number: who asks that one finds
 * out, and who is only coming is not waited for forever.
 */
export function isAlive({ pid, address, at }: Note): boolean {
  if (address === null && Date.now() - at > LONGEST_START_MS) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A socket's path has 104 bytes on some systems. */
const LONGEST_ADDRESS = 100;

/** A new address; null where the folder's own path is too long for one. */
export function addressIn({ folder, name }: Place): string | null {
  const unique = `${name.slice(0, 8)}-${randomBytes(6).toString('hex')}`;
  if (platform() === 'win32') return `\\\\.\\pipe\\awaited-${unique}`;
  const path = join(folder, `${unique}.sock`);
  return Buffer.byteLength(path) <= LONGEST_ADDRESS ? path : null;
}

function fileOf({ folder, name }: Place): string {
  return join(folder, `${name}.json`);
}

/** In a folder that all may write somebody else could have made it before: that is no place for us. */
function isOwn(folder: string, what: 'find' | 'make'): boolean {
  try {
    if (what === 'make') mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = lstatSync(folder);
    const user = process.getuid?.();
    return status.isDirectory() && (user === undefined || (status.uid === user && (status.mode & 0o077) === 0));
  } catch {
    return false;
  }
}

function folderFor(env: Environment): string {
  if (platform() === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'awaited', 'standby');
  return env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'awaited') : join(tmpdir(), `awaited-${process.getuid?.() ?? 0}`);
}
