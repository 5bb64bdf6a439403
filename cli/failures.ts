import { inspect } from 'node:util';
import { logLine } from '../lib/escape';
import { Failure } from '../lib/failure';

/** What a person is told about an error: one sentence. With AWAITED_DEBUG=1 everything that is known. */
export function sentenceOf(error: unknown, env: NodeJS.ProcessEnv = process.env): string {
  if (env.AWAITED_DEBUG) return inspect(error);
  if (error instanceof Failure) return logLine(error.message);
  const sentence = systemSentence(error);
  if (sentence !== null) return logLine(sentence);
  const message = error instanceof Error ? error.message : String(error);
  return logLine(`Something went wrong that should not (${message}); run again with AWAITED_DEBUG=1 and report what it prints.`);
}

/** What the operating system says of a file that a person named, such as `--write report.html`. */
function systemSentence(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const what = SYSTEM[String(error.code)];
  return what === undefined ? null : `${'path' in error ? String(error.path) : 'A file'} ${what}.`;
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be used: there is no such file or folder; check its name',
  ENOTDIR: 'cannot be used: a part of its path is no folder; check its name',
  EISDIR: 'is a folder; name a file',
  EACCES: 'may not be read or written by you; change who may, or name another file',
  EPERM: 'may not be read or written by you; change who may, or name another file',
  EROFS: 'lies on a disk that cannot be written; name another file',
  ENOSPC: 'cannot be written: the disk is full; free some space and try again',
  EDQUOT: 'cannot be written: your quota of the disk is used up; free some space and try again',
  EMFILE: 'cannot be opened: too many files are open; raise "ulimit -n" and try again',
};
