/** The board, killed while people edit and a scan writes: what it said was saved is saved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../scanner/testing/mutate';
import type { TestRepository } from '../../scanner/testing/repository';
import { callAction, freePort } from './testing/board';
import { run, Running } from './testing/built-command';
import { foundIn, lookInto, problemsIn } from './testing/contents';
import { repositoryOf } from './testing/repository';

/** Each starts a server: a third of what the commands get. */
const ROUNDS = Math.max(1, Math.floor(Number(process.env.FAULTS_ROUNDS ?? 2) / 3));
const random = randomFrom(Number(process.env.FAULTS_SEED ?? 1));

let repository: TestRepository;
let folder: string;
let file: string;
beforeAll(async () => {
  repository = repositoryOf(3);
  folder = mkdtempSync(join(tmpdir(), 'awaited-kill-serve-'));
  file = join(folder, 'awaited.db');
  await run(['scan', repository.path, '--rev', 'main', '--db', file]);
});
afterAll(() => {
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

test(`killed ${ROUNDS} times while it is edited, read and scanned`, async () => {
  const expected = await foundIn(file);
  const slug = await lookInto(file, async (db) => (await db.selectFrom('project').select('slug').executeTakeFirstOrThrow()).slug);
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const server = new Running(['serve', '--db', file, '--port', String(await freePort())]);
    const url = await server.firstLine();
    const scan = new Running(['scan', repository.path, '--rev', 'main', '--db', file]);
    const everybody = [0, 1, 2].map(async (person) => {
      for (let count = 0; ; count++) {
        const text = `flag ${round}.${person}.${count}`;
        const answer = await annotate(url, slug, text);
        if (answer === null) return;
        expect(answer).toMatch(/"kind":"saved"/);
        acknowledged.push(text);
      }
    });
    const reader = readUntilGone(`${url}/p/${slug}`);
    const already = acknowledged.length;
    while (acknowledged.length < already + 3) await Promise.race([pause(20), server.ended.then(({ err }) => Promise.reject(new Error(err)))]);
    await pause(random(1500));
    await server.kill();
    await Promise.all([...everybody, reader]);
    expect((await scan.ended).code).toBe(0);
    expect(await problemsIn(file)).toEqual([]);
    const saved = await lookInto(file, (db) => db.selectFrom('annotation').select('text').execute());
    expect(saved.map((row) => row.text)).toEqual(expect.arrayContaining(acknowledged));
    expect(await foundIn(file)).toEqual(expected);
  }
}, 3_600_000);

/** Puts a flag on the time axis; the answer, or null where the server is gone. */
function annotate(url: string, slug: string, text: string): Promise<string | null> {
  return callAction(url, `/p/${slug}/activity`, 'annotate', [slug, { date: '2026-02-04', text }]);
}

async function readUntilGone(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response === null || (await response.text().catch(() => null)) === null) return;
    expect(response.status).toBe(200);
  }
}
