import { Failure } from '../failure';

/** What SQLite or the file system says about a database, as the sentence people meet; any other error as it is. */
export function inWords(error: unknown, file: string): unknown {
  if (error instanceof Failure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = SENTENCES[code];
  return sentence ? new Failure(sentence(file), { cause: error }) : error;
}

/** Whether something failed only because another process was writing. */
export function isBusy(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
}

const SENTENCES: Record<string, (file: string) => string> = {
  SQLITE_NOTADB: (file) => `${file} is not a database; name another file with --db or move this one away.`,
  SQLITE_CORRUPT: (file) => `The database ${file} is damaged; put a backup in its place or move it away and scan again.`,
  SQLITE_CANTOPEN: (file) => `The database ${file} cannot be opened; check that its folder exists and that you may write there.`,
  SQLITE_READONLY: (file) => `The database ${file} is read-only; make it writable or name another file with --db.`,
  SQLITE_PERM: (file) => `The database ${file} may not be used; check who may read and write it.`,
  SQLITE_BUSY: (file) => `The database ${file} is in use by another process; try again when that has finished.`,
  SQLITE_LOCKED: (file) => `The database ${file} is in use by another process; try again when that has finished.`,
  SQLITE_FULL: (file) => `The disk that holds ${file} is full; free some space and try again.`,
  SQLITE_IOERR: (file) => `The disk that holds ${file} cannot be read or written; check that it is there, sound and not full, and try again.`,
  SQLITE_TOOBIG: (file) => `Something to be stored in ${file} is larger than a database row can be; exclude generated code in awaited.yaml.`,
  EACCES: (file) => `The folder of ${file} cannot be written; name another file with --db.`,
  EROFS: (file) => `The folder of ${file} cannot be written; name another file with --db.`,
  EEXIST: (file) => `The folder of ${file} is not a folder; name another file with --db.`,
  ENOTDIR: (file) => `The folder of ${file} is not a folder; name another file with --db.`,
  ENOSPC: (file) => `The disk that holds ${file} is full; free some space and try again.`,
};
