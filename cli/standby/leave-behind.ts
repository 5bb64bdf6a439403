import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { databaseFile } from '../../lib/db/location';
import type { ProjectOptions } from '../project-options';
import { canBeAsked } from './consult';
import { MOST_HEAP_MB } from './most-memory';
import { isAlive, likelyRoot, placeOf, readNote } from './place';
import { toolIdentity } from './tool-identity';

/** Starts a process that stays for the next checks, unless there is one; gives its number. */
export function leaveBehind(path: string, { config, pack, base, ...options }: ProjectOptions & { readonly base?: string | undefined }, minutes: number): number | null {
  const root = likelyRoot(path);
  const db = resolve(options.db ?? databaseFile());
  const place = root === null ? null : placeOf(db, root, 'make');
  const note = place === null ? null : readNote(place);
  if (place === null || !canBeAsked(pack) || (note !== null && note.tool === toolIdentity() && isAlive(note))) return null;
  const [program = '', main = ''] = process.argv;
  const args = ['stay', resolve(path), '--for', String(minutes), '--db', db];
  if (config !== undefined) args.push('--config', resolve(config));
  if (pack !== undefined) args.push('--pack', pack);
  if (base !== undefined) args.push('--base', base);
  // Without terminal, pipe or folder of whoever runs the check: nothing waits for it, nothing ends with it.
  const child = spawn(program, [...process.execArgv, `--max-old-space-size=${MOST_HEAP_MB}`, main, ...args], { detached: true, stdio: 'ignore', cwd: tmpdir(), windowsHide: true });
  child.on('error', () => {});
  child.unref();
  return child.pid ?? null;
}
