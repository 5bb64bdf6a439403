import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestRepository } from '../scanner/testing/repository';
import { awaited, ORDERS } from './testing/awaited';
import { forEachTest, MONDAY } from './testing/for-each-test';

const CONVERTED = `from sqlalchemy.ext.asyncio import AsyncSession

async def place(db: AsyncSession, order):
    db.add(order)
    await db.commit()
`;

let repository: TestRepository;
let folder: string;
forEachTest((bench) => ({ repository, folder } = bench));

describe('init', () => {
  test('writes a configuration that every command then reads', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect((await awaited('init', repository.path)).code).toBe(0);
    expect(readFileSync(join(repository.path, 'awaited.yaml'), 'utf8')).toContain('phases:');
    expect((await awaited('usages', repository.path)).code).toBe(0);
  });

  test('changes nothing that exists, and without anybody to ask --force does not either', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'awaited.yaml': 'soak: 1d\n' });
    for (const force of [[], ['--force']]) {
      const { code, err } = await awaited('init', repository.path, ...force);
      expect([code, err]).toEqual([2, expect.stringMatching(/awaited\.yaml exists/)]);
    }
    expect(readFileSync(join(repository.path, 'awaited.yaml'), 'utf8')).toBe('soak: 1d\n');
  });

  test('prints without writing', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect((await awaited('init', repository.path, '--print')).out).toContain('# Derived by "awaited init"');
    expect(existsSync(join(repository.path, 'awaited.yaml'))).toBe(false);
  });
});

describe('plan', () => {
  test('writes the document, the same each time for a commit', async () => {
    repository.commit(MONDAY, { 'app/services/orders.py': ORDERS });
    const [first, second] = [await awaited('plan', repository.path, '--rev', 'HEAD'), await awaited('plan', repository.path, '--rev', 'HEAD')];
    expect(first.out).toContain('changes **1 file** with **3 usages**');
    expect(second.out).toBe(first.out);
  });

  test('gives the figures as JSON', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect(JSON.parse((await awaited('plan', repository.path, '--format', 'json')).out)).toMatchObject({ format: 'awaited-plan', total: { usages: 3, operations: 2, parameters: 1 } });
  });
});

describe('verify', () => {
  test('finds what is left, and says so with its exit code', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, out } = await awaited('verify', repository.path);
    expect(code).toBe(1);
    expect(out).toContain('**Not complete: 3 usages in 1 file are not converted');
    expect(out).toContain('- `orders.py:1` sqlalchemy.orm.Session');
  });

  test('lets a conversion soak before it is complete', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'requirements.txt': 'sqlalchemy[asyncio]\nasyncpg\n' });
    repository.commit('2026-01-06T09:00:00Z', { 'orders.py': CONVERTED });
    repository.commit('2026-01-07T09:00:00Z', { 'README.md': 'Done.' });
    expect((await awaited('verify', repository.path, '--as-of', '2026-01-08')).out).toContain('Complete but soaking: nothing has been open since 2026-01-06; it counts as complete from 2026-01-13 on.');
    const later = await awaited('verify', repository.path, '--as-of', '2026-01-13', '--format', 'json');
    expect(later.code).toBe(0);
    expect(JSON.parse(later.out)).toMatchObject({ verdict: { kind: 'complete', since: '2026-01-06' } });
  });

  test('a day that is none is refused', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect((await awaited('verify', repository.path, '--as-of', 'soon')).err).toContain('soon is no day');
  });
});

describe('check', () => {
  test('fails on new legacy code and writes every format it is asked for', async () => {
    repository.commit(MONDAY, { 'app/paid.py': CONVERTED });
    repository.write({ 'app/orders.py': ORDERS });
    const sarif = join(folder, 'awaited.sarif');
    const { code, out } = await awaited('check', repository.path, '--base', 'HEAD', '--format', 'github', '--write', `sarif=${sarif}`);
    expect(code).toBe(1);
    expect(out.match(/^::error /gm)).toHaveLength(3);
    expect((JSON.parse(readFileSync(sarif, 'utf8')) as { runs: { results: unknown[] }[] }).runs[0]?.results).toHaveLength(3);
  });

  test('passes where nothing is new, legacy code or not', async () => {
    repository.commit(MONDAY, { 'app/orders.py': ORDERS });
    repository.write({ 'app/orders.py': `"""Orders."""\n${ORDERS}` });
    expect(await awaited('check', repository.path, '--base', 'HEAD')).toMatchObject({ code: 0, out: expect.stringContaining('Passed against') as string });
  });

  test('a base that does not exist is a failure, not a finding', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect(await awaited('check', repository.path, '--base', 'nowhere')).toMatchObject({ code: 2, out: '' });
  });
});

describe('report', () => {
  test('writes one file a week', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const archive = join(folder, 'archive');
    expect((await awaited('report', repository.path, '--all-weeks', '--output', archive, '--format', 'html')).code).toBe(0);
    expect(readdirSync(archive).sort()[0]).toBe('2026-W02.html');
  });

  test.each([
    [['--all-weeks'], /name it with --output/],
    [['--all-weeks', '--week', '2026-W02'], /Name one week/],
    [['--post'], /Set AWAITED_WEBHOOK_URL/],
    [['--week', 'last'], /last is no week/],
  ])('%j is refused in one sentence', async (args, message) => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, err } = await awaited('report', repository.path, ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});

test('badge', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  expect((await awaited('badge', repository.path, '--label', 'sessions')).out).toContain('aria-label="sessions: 0 %"');
});
