import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { databaseFile } from '../../lib/db/location';
import type { ProjectOptions } from '../project-options';
import { isAlive, likelyRoot, placeOf, readNote } from './place';
import { toolIdentity } from './tool-identity';

/** JavaScript's part of what a process that stays may hold. */
export const MOST_HEAP_MB = 4096;

/** Starts a process that stays for the next checks, unless there is one; gives its number. */
export function leaveBehind(path: string, options: ProjectOptions, minutes: number): number | null {
  const root = likelyRoot(path);
  const db = resolve(options.db ?? databaseFile());
  const place = root === null ? null : placeOf(db, root, 'make');
  const note = place === null ? null : readNote(place);
  if (place === null || (note !== null && note.tool === toolIdentity() && isAlive(note))) return null;
  const [program = '', main = ''] = process.argv;
  const args = ['stay', resolve(path), '--for', String(minutes), '--db', db];
  if (options.config !== undefined) args.push('--config', resolve(options.config));
  if (options.pack !== undefined) args.push('--pack', options.pack);
  // Without terminal, pipe or folder of whoever runs the check: nothing waits for it, nothing ends with it.
  const child = spawn(program, [...process.execArgv, `--max-old-space-size=${MOST_HEAP_MB}`, main, ...args], { detached: true, stdio: 'ignore', cwd: homedir(), windowsHide: true });
  child.on('error', () => {});
  child.unref();
  return child.pid ?? null;
}
