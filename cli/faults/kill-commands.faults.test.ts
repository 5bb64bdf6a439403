/** Commands that are killed at any moment: the database is sound, nothing acknowledged is lost, and the next run finds the same. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAnnotation } from '../../lib/db/edit/annotation';
import { setTick } from '../../lib/db/edit/tick';
import { randomFrom } from '../../scanner/testing/mutate';
import type { TestRepository } from '../../scanner/testing/repository';
import { run, Running } from './testing/built-command';
import { foundIn, lookInto, problemsIn } from './testing/contents';
import { repositoryOf } from './testing/repository';

/** Moments at which each command is killed: `npm run test:faults` takes hundreds. */
const ROUNDS = Number(process.env.FAULTS_ROUNDS ?? 2);
const random = randomFrom(Number(process.env.FAULTS_SEED ?? 1));

let repository: TestRepository;
let folder: string;
beforeAll(() => {
  repository = repositoryOf(6);
  folder = mkdtempSync(join(tmpdir(), 'awaited-kill-'));
});
afterAll(() => {
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

const COMMANDS = {
  scan: ['scan', '--rev', 'main'],
  history: ['history', '--weeks', '8'],
  check: ['check', '--base', 'main~4', '--rev', 'main', '--format', 'json'],
} as const;

test.each(Object.entries(COMMANDS))(`%s, killed at ${ROUNDS} moments`, async (name, [command, ...options]) => {
  const line = (file: string) => [command, repository.path, ...options, '--db', file];
  const calm = join(folder, `${name}-calm.db`);
  await run(['scan', repository.path, '--rev', 'main', '--db', calm]);
  const started = performance.now();
  const undisturbed = await run(line(calm));
  let whole = performance.now() - started;
  const expected = await foundIn(calm);

  let file = '';
  let acknowledged: string[] = [];
  for (let round = 0, killed = 0; killed < ROUNDS; round++) {
    // A new database now and then: its making is interrupted, too.
    if (round % 3 === 0) [file, acknowledged] = [join(folder, `${name}-${round}.db`), []];
    const running = new Running(line(file));
    const editing = existsSync(file) ? editMeanwhile(file, round, acknowledged) : null;
    await pause(random(Math.ceil(whole)));
    const { signal } = await running.kill();
    // However busy the machine is just now: a few runs are done before, the others are killed anywhere from start to end.
    whole *= signal === 'SIGKILL' ? 1.03 : 0.8;
    // Killed while there was nothing yet to lose, it proves nothing.
    if (signal === 'SIGKILL' && existsSync(file)) killed++;
    await editing;
    if (!existsSync(file)) continue;
    expect(await problemsIn(file)).toEqual([]);
    expect(await edits(file)).toEqual(expect.arrayContaining(acknowledged));
    if (round % 3 !== 2) continue;
    await run(['scan', repository.path, '--rev', 'main', '--db', file]);
    const again = await run(line(file));
    expect({ ...again, out: comparable(again.out) }).toEqual({ ...undisturbed, out: comparable(undisturbed.out) });
    expect(await foundIn(file)).toEqual(expected);
    expect(await edits(file)).toEqual(expect.arrayContaining(acknowledged));
    expect(await problemsIn(file)).toEqual([]);
  }
}, 3_600_000);

/** What two people do on the board while the command runs. Each edit counts from when it was acknowledged. */
async function editMeanwhile(file: string, round: number, acknowledged: string[]): Promise<void> {
  await lookInto(file, async (db) => {
    const project = await db.selectFrom('project').select('id').executeTakeFirst();
    if (!project) return;
    const editor = { projectId: project.id, who: 'ada', at: '2026-02-04T12:00:00Z' };
    for (let count = 0; count < 5; count++) {
      const text = `flag ${round}.${count}`;
      await addAnnotation(db, editor, '2026-02-04', text);
      acknowledged.push(text);
    }
    const row = await db.selectFrom('file').select('id').where('project_id', '=', project.id).executeTakeFirst();
    if (!row) return;
    const answer = await setTick(db, editor, row.id, `item ${round}`, true);
    if (answer.kind === 'saved') acknowledged.push(`item ${round}`);
  });
}

function edits(file: string): Promise<string[]> {
  return lookInto(file, async (db) => {
    const flags = await db.selectFrom('annotation').select('text').execute();
    const ticks = await db.selectFrom('checklist_tick').select('item').execute();
    return [...flags.map((row) => row.text), ...ticks.map((row) => row.item)];
  });
}

/** How long it took, and how much was left to do, are not what was found. */
function comparable(out: string): string {
  return out.replace(/in \d+\.\d s/, 'in … s').replace(/^(Filled in \d+ weeks|Nothing to do).*$/m, 'filled in');
}
