import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../lib/config/config';
import type { GateResult } from '../lib/gate';
import { NO_STORE } from '../scanner/facts-store';
import { openRepository, resolveCommit } from '../scanner/git';
import { packNamed } from '../scanner/packs/built-in';
import { snapshotOf } from '../lib/db/testing/snapshot';
import { TestRepository } from '../scanner/testing/repository';
import { baseCommit } from './base-commit';
import { NO_BOARD } from './board-exemptions';
import { checkChange } from './check-change';
import type { OpenProject } from './open-project';
import { SnapshotCache } from './snapshot-cache';

const ORDERS = `from sqlalchemy.orm import Session


def place(db: Session, order):
    db.add(order)
    db.commit()
`;
const PAYMENTS = `from sqlalchemy.ext.asyncio import AsyncSession


async def pay(db: AsyncSession, invoice):
    await db.merge(invoice)
    await db.commit()
`;

const NOTHING = { facts: NO_STORE, board: NO_BOARD, snapshots: null };

let repository: TestRepository;
let start: string;

beforeAll(() => {
  repository = new TestRepository();
  start = repository.commit('2026-01-05T12:00:00Z', { 'app/orders.py': ORDERS, 'app/payments.py': PAYMENTS });
});
afterAll(() => repository.remove());

async function project(commit: string | null): Promise<OpenProject> {
  return { repository: await openRepository(repository.path), config: DEFAULT_CONFIG, configSource: null, pack: packNamed(DEFAULT_CONFIG.pack), commit };
}

/** Commits a change on a branch of its own and judges it. */
async function check(name: string, files: Record<string, string | null>): Promise<string[]> {
  repository.git('checkout', '-q', '-B', name, start);
  const commit = repository.commit('2026-01-06T12:00:00Z', files);
  return brief(await checkChange(await project(commit), start, 'error', NOTHING));
}

function brief(result: GateResult): string[] {
  return result.findings.filter((finding) => finding.fails).map((finding) => `${finding.rule} ${finding.path}:${finding.line}`);
}

describe('a change', () => {
  test('that adds a function on the new API passes', async () => {
    expect(await check('good', { 'app/payments.py': `${PAYMENTS}\n\nasync def refund(db: AsyncSession, invoice):\n    await db.delete(invoice)\n` })).toEqual([]);
  });

  test('that converts, moves lines and renames passes', async () => {
    expect(await check('convert', { 'app/orders.py': PAYMENTS.replace('pay', 'place') })).toEqual([]);
    expect(await check('lines', { 'app/orders.py': `"""Orders."""\n\n\n${ORDERS}` })).toEqual([]);
    expect(await check('rename', { 'app/orders.py': null, 'app/sales.py': ORDERS })).toEqual([]);
    expect(await check('rename-function', { 'app/orders.py': ORDERS.replace('def place', 'def submit') })).toEqual([]);
  });

  test('that adds a legacy function fails on its lines', async () => {
    expect(await check('legacy', { 'app/orders.py': `${ORDERS}\n\ndef cancel(db: Session, order):\n    db.delete(order)\n` })).toEqual([
      'new-legacy-usage app/orders.py:9',
      'new-legacy-usage app/orders.py:10',
    ]);
  });

  test('that takes a conversion back fails, whatever it fixes elsewhere', async () => {
    const found = await check('back', { 'app/payments.py': ORDERS.replace('place', 'pay').replace('db.add', 'db.merge'), 'app/orders.py': PAYMENTS.replace('pay', 'place') });
    expect(found).toEqual(expect.arrayContaining(['regression app/payments.py:5', 'regression app/payments.py:6']));
  });

  test('is compared with the point where it left the base', async () => {
    repository.git('checkout', '-q', '-B', 'topic', start);
    const topic = repository.commit('2026-01-06T12:00:00Z', { 'README.md': 'topic' });
    repository.git('checkout', '-q', 'main');
    repository.commit('2026-01-07T12:00:00Z', { 'app/payments.py': `${PAYMENTS}# merged meanwhile\n` });
    expect(await baseCommit(await project(topic), 'main')).toBe(start);
    repository.git('update-ref', 'refs/heads/main', start);
    repository.git('reset', '-q', '--hard');
  });

  test('in the working tree is seen before it is committed', async () => {
    repository.git('checkout', '-q', '-B', 'dirty', start);
    repository.write({ 'app/new.py': ORDERS });
    const result = await checkChange(await project(null), await resolveCommit(await openRepository(repository.path), 'HEAD'), 'error', NOTHING);
    expect(brief(result)).toHaveLength(3);
    repository.write({ 'app/new.py': null });
  });
});

test('histories that do not meet are told apart from a shallow clone', async () => {
  repository.git('checkout', '-q', '--orphan', 'island');
  const island = repository.commit('2026-01-08T12:00:00Z', { 'x.py': '' });
  await expect(baseCommit(await project(island), start)).rejects.toThrow(/have no common history\.$/);
});

test('a base that was judged once is not judged again, and gives the same answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'awaited-checked-'));
  repository.git('checkout', '-q', '-B', 'twice', start);
  const commit = repository.commit('2026-01-06T12:00:00Z', { 'app/new.py': ORDERS });
  const stores = { ...NOTHING, snapshots: new SnapshotCache(join(folder, 'board.db')) };
  const first = await checkChange(await project(commit), start, 'error', stores);
  expect(readdirSync(join(folder, 'checked'))).toHaveLength(1);
  expect(await checkChange(await project(commit), start, 'error', stores)).toEqual(first);
  const [file = ''] = readdirSync(join(folder, 'checked'));
  writeFileSync(join(folder, 'checked', file), 'cut sho');
  expect(await checkChange(await project(commit), start, 'error', stores)).toEqual(first);
  rmSync(folder, { recursive: true });
});

test('a base that could not be judged in time is judged again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'awaited-checked-'));
  const snapshots = new SnapshotCache(join(folder, 'board.db'));
  const whole = snapshotOf([], { commit: start });
  await snapshots.put({ ...whole, quality: [{ kind: 'over-budget', path: 'app/orders.py', line: null, message: 'Judging it took longer than it may.' }] });
  expect(await snapshots.get(start, whole.rules, whole.toolVersion)).toBeNull();
  await snapshots.put(whole);
  expect(await snapshots.get(start, whole.rules, whole.toolVersion)).toEqual(whole);
  rmSync(folder, { recursive: true });
});

test('nothing changed: the head is what the base is', async () => {
  const result = await checkChange(await project(start), start, 'error', NOTHING);
  expect(result).toMatchObject({ passed: true, findings: [], head: { commit: start }, trend: { before: { done: 3, scope: 6 }, after: { done: 3, scope: 6 } } });
});
