import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../lib/config/config';
import { openRepository } from '../scanner/git';
import { packNamed } from '../scanner/packs/built-in';
import { TestRepository } from '../scanner/testing/repository';
import { completeSince } from './complete-since';

let repository: TestRepository;
const days: { date: string; commit: string }[] = [];

beforeAll(() => {
  repository = new TestRepository();
  for (let day = 1; day <= 20; day++) {
    const date = `2026-01-${String(day).padStart(2, '0')}T12:00:00Z`;
    days.push({ date, commit: repository.commit(date, { 'state.txt': String(day) }) });
  }
});
afterAll(() => repository.remove());

/** Complete from a day of January on; gives the date found and how many commits were judged. */
async function since(firstDay: number, today = '2026-01-20'): Promise<{ date: string | undefined; judged: number }> {
  let judged = 0;
  const complete = new Set(days.slice(firstDay - 1).map(({ commit }) => commit));
  const project = { repository: await openRepository(repository.path), config: DEFAULT_CONFIG, configSource: null, pack: packNamed(DEFAULT_CONFIG.pack), commit: days.at(-1)?.commit ?? null };
  const found = await completeSince(project, today, async (commit) => {
    judged++;
    return complete.has(commit);
  });
  return { date: found?.slice(0, 10), judged };
}

test('the date of the commit that completed it', async () => {
  for (const day of [20, 19, 15]) expect((await since(day)).date).toBe(`2026-01-${day}`);
});

test('older than the soak time needs one look', async () => {
  expect(await since(2)).toEqual({ date: '2026-01-11', judged: 1 });
});

test('few commits are judged', async () => {
  expect((await since(17)).judged).toBeLessThanOrEqual(5);
});

test('a last commit long ago has soaked since then', async () => {
  expect(await since(20, '2026-03-01')).toEqual({ date: '2026-01-20', judged: 0 });
});
