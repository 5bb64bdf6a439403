import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { likelyRoot, placeOf, readNote } from '../../cli/standby/place';
import type { Bench } from '../bench';
import { runCommand, type CommandRun } from '../command';
import { sideBySide } from '../median';
import type { Row, Spent } from '../row';
import { generatedPaths } from '../synthetic/codebase';
import { writeRepository } from '../synthetic/history';

const PART = 'check';

/** `awaited check` of a change in one file: answered by a process that stays, and alone. */
export async function check({ rounds, isQuick, scratch, say }: Bench): Promise<Row[]> {
  const count = isQuick ? 500 : 5000;
  const [folder, sockets, database] = [join(scratch, 'shop'), join(scratch, 'run'), join(scratch, 'check.db')];
  mkdirSync(folder);
  await writeRepository(folder, { files: count, weeks: 1, editsPerWeek: 0 });
  await runCommand('git', ['reset', '-q', '--hard'], { cwd: folder });
  // The first package is imported by all others, the last one by its neighbours.
  const services = generatedPaths(count).filter((path) => path.includes('/services/'));
  const [shared = '', own = ''] = [services.at(0), services.at(-1)];
  const edit = (path: string) => appendFileSync(join(folder, path), '\n\ndef added_later():\n    return 1\n');
  const run = (runtime: string, ...more: string[]): Promise<CommandRun> =>
    runCommand(process.execPath, [join(import.meta.dirname, 'cli.js'), 'check', folder, '--base', 'HEAD', '--db', database, ...more], { env: { XDG_RUNTIME_DIR: runtime }, mayFindNothing: true });
  say(`${count} generated files; checking the first time`);
  await run(sockets, '--stay', '60');
  say('waiting for the process that stays');
  while (!isReady(database, folder, sockets)) await pause(100);
  try {
    const unchanged = await sideBySide(rounds, { asked: () => run(sockets), alone: () => run(scratch) });
    const changed = (path: string) => sideBySide(rounds, { asked: () => (edit(path), run(sockets)), alone: () => (edit(path), run(scratch)) });
    const [ownEdited, sharedEdited] = [await changed(own), await changed(shared)];
    const row = (what: string, ours: Spent, theirs: Spent): Row => ({ kind: 'ratio', part: PART, what, ours, against: 'the same alone', theirs, aim: '< 2 s' });
    return [
      { kind: 'figure', part: PART, what: 'generated files', value: count, unit: 'files', aim: '' },
      row('nothing edited since, answered by a process that stays', unchanged.asked, unchanged.alone),
      row('one edited file that few others use', ownEdited.asked, ownEdited.alone),
      row('one edited file that most others use', sharedEdited.asked, sharedEdited.alone),
    ];
  } finally {
    await run(sockets, '--stay', '0');
  }
}

function isReady(database: string, root: string, runtime: string): boolean {
  const place = placeOf(database, likelyRoot(root) ?? root, 'find', {}, { XDG_RUNTIME_DIR: runtime });
  return place !== null && readNote(place)?.address != null;
}
