import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { databaseFile } from '../../lib/db/location';
import { Failure } from '../../lib/failure';
import type { ProjectOptions } from '../project-options';
import { canBeAsked } from './consult';
import { MOST_HEAP_MB } from './most-memory';
import { addressIn, isAlive, likelyRoot, placeOf, readNote } from './place';
import { toolIdentity } from './tool-identity';

/** Starts a process that stays for the next checks; gives its number, or `there`: one is there already. Throws `Failure` where none can be. */
export function leaveBehind(path: string, { config, pack, base, ...options }: ProjectOptions & { readonly base?: string | undefined }, minutes: number): number | 'there' {
  const root = likelyRoot(path);
  const db = resolve(options.db ?? databaseFile());
  const place = root === null ? null : placeOf(db, root, 'make', { config, pack });
  const note = place === null ? null : readNote(place);
  if (place === null) throw new Failure('No process can stay here: there is no folder for its socket that is yours alone; set XDG_RUNTIME_DIR to one.');
  if (!canBeAsked(pack)) throw new Failure('No process can stay for the file of a pack; name the pack in awaited.yaml.');
  if (note !== null && note.tool === toolIdentity() && isAlive(note)) return 'there';
  if (addressIn(place) === null) throw new Failure(`No process can stay here: the path of ${place.folder} is too long for a socket; set XDG_RUNTIME_DIR to a shorter one.`);
  if (!existsSync(db)) throw new Failure(`No process can stay without a database, and ${db} could not be made; name one with --db.`);
  const [program = '', main = ''] = process.argv;
  const args = ['stay', resolve(path), `--for=${minutes}`, `--db=${db}`];
  if (config !== undefined) args.push(`--config=${resolve(config)}`);
  if (pack !== undefined) args.push(`--pack=${pack}`);
  if (base !== undefined) args.push(`--base=${base}`);
  // Judging makes many objects that live for a moment: with room for them it takes a fifth less.
  const memory = [`--max-old-space-size=${MOST_HEAP_MB}`, '--max-semi-space-size=64'];
  // Without terminal, pipe or folder of whoever runs the check: nothing waits for it, nothing ends with it.
  const child = spawn(program, [...process.execArgv, ...memory, main, ...args], { detached: true, stdio: 'ignore', cwd: tmpdir(), windowsHide: true });
  child.on('error', () => {});
  child.unref();
  if (child.pid === undefined) throw new Failure(`${program} could not be started to stay.`);
  return child.pid;
}
