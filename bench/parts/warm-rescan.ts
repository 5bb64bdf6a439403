import { mkdirSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { runChild, runCommand } from '../command';
import { sideBySide } from '../median';
import type { Rescans } from '../phases';
import type { Row, Spent } from '../row';
import { generatedPaths } from '../synthetic/codebase';
import { writeRepository } from '../synthetic/history';

const PART = 'warm-rescan';

/** After one edited file of a repository that was scanned before: as `watch` does it, and as a command of its own. */
export async function warmRescan({ rounds, isQuick, scratch, say }: Bench): Promise<Row[]> {
  const count = isQuick ? 500 : 5000;
  const folder = join(scratch, 'warm');
  mkdirSync(folder);
  await writeRepository(folder, { files: count, weeks: 1, editsPerWeek: 0 });
  await runCommand('git', ['reset', '-q', '--hard'], { cwd: folder });
  const edited = generatedPaths(count).find((path) => path.includes('/services/')) ?? '';
  say(`${count} generated files; watching`);
  const watch = await runChild<Rescans>('rescan.child', [folder, join(scratch, 'watch.db'), String(rounds * 2 + 1), edited]);
  const database = join(scratch, 'command.db');
  const scan = () => runCommand(process.execPath, [join(import.meta.dirname, 'cli.js'), 'scan', folder, '--db', database]);
  const edit = () => appendFileSync(join(folder, edited), '\n# edited again\n');
  say('scanning as a command');
  await scan();
  const whole = await sideBySide(rounds, {
    scan: () => (edit(), scan()),
    status: () => (edit(), runCommand('git', ['status', '--porcelain'], { cwd: folder })),
  });
  const { first, rescan, status } = watch.answer;
  const row = (what: string, ours: Spent, theirs: Spent): Row => ({
    kind: 'ratio', part: PART, what, ours, against: 'git status', theirs, aim: `≤ ${Math.round(1.5 * theirs.ms + 100)} ms (1.5 × git status + 100 ms)`,
  });
  return [
    { kind: 'figure', part: PART, what: 'generated files', value: count, unit: 'files', aim: '' },
    row('one edited file, in a running watch', rescan, status),
    row('the first of them', first, status),
    row('one edited file, as a command of its own', whole.scan, whole.status),
  ];
}
