/** The board, killed while people edit and a scan writes: what it said was saved is saved. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../scanner/testing/mutate';
import type { TestRepository } from '../../scanner/testing/repository';
import { run, Running } from './testing/built-command';
import { foundIn, lookInto, problemsIn } from './testing/contents';
import { repositoryOf } from './testing/repository';

/** Each starts a server: a tenth of what the commands get. */
const ROUNDS = Math.max(1, Math.floor(Number(process.env.FAULTS_ROUNDS ?? 2) / 10));
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

/** Puts a flag on the time axis as the page does; the answer, or null where the server is gone. */
async function annotate(url: string, slug: string, text: string): Promise<string | null> {
  const response = await fetch(`${url}/p/${slug}/activity`, {
    method: 'POST',
    headers: { 'next-action': actionOf('annotate'), 'content-type': 'text/plain;charset=UTF-8', origin: url, accept: 'text/x-component' },
    body: JSON.stringify([slug, { date: '2026-02-04', text }]),
  }).catch(() => null);
  if (response === null) return null;
  expect(response.status).toBe(200);
  // An answer that breaks off acknowledges nothing.
  return response.text().catch(() => null);
}

async function readUntilGone(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response === null || (await response.text().catch(() => null)) === null) return;
    expect(response.status).toBe(200);
  }
}

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string }>>;
}

/** The id that the build gave to a server action. */
function actionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../.next/server/server-reference-manifest.json'), 'utf8')) as Manifest;
  const found = Object.entries(manifest.node).find(([, action]) => action.exportedName === name);
  if (!found) throw new Error(`The build has no action ${name}`);
  return found[0];
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
