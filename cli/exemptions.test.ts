import { beforeEach, describe, expect, test } from 'vitest';
import { addExemption, revokeExemption } from '../lib/db/edit/exemption';
import { openDatabase } from '../lib/db/open';
import type { ExemptionTarget } from '../lib/exemptions';
import type { TestRepository } from '../scanner/testing/repository';
import { awaited } from './testing/awaited';
import { forEachTest, MONDAY } from './testing/for-each-test';

const ORDERS = `from sqlalchemy.orm import Session


def place(db: Session, order):
    db.add(order)
    db.commit()
`;
const PAYMENTS = `from sqlalchemy.ext.asyncio import AsyncSession


async def pay(db: AsyncSession, invoice):
    await db.commit()
`;
const TUESDAY = '2026-01-06T09:00:00Z';
const EVIDENCE = 'bought from others, Ada, 2026-01-07, on the board';

let repository: TestRepository;
let databaseFile: string;
let start: string;
forEachTest((bench) => {
  ({ repository, databaseFile } = bench);
  start = repository.commit(MONDAY, { 'app/orders.py': ORDERS, 'app/payments.py': PAYMENTS });
});

async function exempt(path: string, target: ExemptionTarget | null = null): Promise<number> {
  const db = await openDatabase(databaseFile);
  const file = await db.selectFrom('file').select('id').where('path', '=', path).executeTakeFirstOrThrow();
  const outcome = await addExemption(db, { projectId: 1, who: 'Ada', at: '2026-01-07T09:00:00Z' }, file.id, target, 'bought from others.');
  await db.destroy();
  if (outcome.kind !== 'saved') throw new Error('The file is not there.');
  return outcome.value;
}

const states = async (...args: string[]) => (await awaited('usages', repository.path, ...args)).out.trim().split('\n').map((line) => line.split(' ').filter(Boolean).slice(0, 2).join(' '));

describe('what somebody exempted on the board', () => {
  beforeEach(async () => {
    await awaited('scan', repository.path);
  });

  test('counts in every command', async () => {
    await exempt('app/orders.py');
    expect(await states()).toEqual(['app/orders.py:4:11 exempt', 'app/orders.py:5:8 exempt', 'app/orders.py:6:8 exempt', 'app/payments.py:4:15 async', 'app/payments.py:5:14 async']);
    expect((await awaited('explain', 'app/orders.py:6', '--in', repository.path)).out).toContain(`exempt: ${EVIDENCE}; `);
    expect((await awaited('next', repository.path)).out).toBe('Nothing is left to convert.\n');
    expect((await awaited('badge', repository.path)).out).toContain('100 %');
    expect((await awaited('plan', repository.path)).out).toContain(`Exempt: \`app/orders.py\`, ${EVIDENCE}.`);
    const verified = JSON.parse((await awaited('verify', repository.path, '--format', 'json')).out) as { claims: { id: string; verdict: string }[]; exemptions: object[]; notes: string[] };
    expect(verified.exemptions).toEqual([{ path: 'app/orders.py', reason: EVIDENCE }]);
    expect(verified.claims.filter((claim) => claim.verdict === 'not true').map((claim) => claim.id)).not.toContain('imports');
    expect(verified.notes.join()).not.toContain('No board');
    expect(JSON.parse((await awaited('scan', repository.path, '--json')).out)).toMatchObject({ usages: [{ kind: 'session-parameter', states: { async: 1, exempt: 1 } }, { kind: 'session-operation', states: { async: 1, exempt: 2 } }] });
  });

  test('counts in every week, and is listed in the report', async () => {
    await awaited('history', repository.path);
    await exempt('app/orders.py');
    const report = (await awaited('report', repository.path)).out;
    expect(report).toContain(`Exempt: \`app/orders.py\`, ${EVIDENCE}.`);
    expect(report).toContain('3 usages exempt.');
    const figures = async () => {
      const db = await openDatabase(databaseFile);
      const rows = await db.selectFrom('snapshot_total').innerJoin('snapshot', 'snapshot.id', 'snapshot_id').select(['week', 'state']).select((eb) => eb.fn.sum<number>('count').as('count')).where('dimension', '=', 'all').groupBy(['week', 'state']).execute();
      await db.destroy();
      return new Set(rows.map((row) => `${row.state} ${row.count}`));
    };
    expect(await figures()).toEqual(new Set(['async 2', 'exempt 3']));
    // Reading the history again with it changes nothing.
    expect((await awaited('history', repository.path)).out).toMatch(/^Nothing to do/);
  });

  test('may be one usage alone, and is taken back', async () => {
    const id = await exempt('app/orders.py', { kind: 'session-operation', scope: 'place', api: 'Session.commit', ordinal: 0 });
    expect((await states()).slice(0, 3)).toEqual(['app/orders.py:4:11 sync', 'app/orders.py:5:8 sync', 'app/orders.py:6:8 exempt']);
    expect(JSON.parse((await awaited('next', repository.path, '--json')).out)).toMatchObject([{ title: 'place', unblocks: 2 }]);
    const db = await openDatabase(databaseFile);
    await revokeExemption(db, { projectId: 1, who: 'Ada', at: TUESDAY }, id);
    await db.destroy();
    expect((await states()).slice(0, 3)).toEqual(['app/orders.py:4:11 sync', 'app/orders.py:5:8 sync', 'app/orders.py:6:8 sync']);
  });

  test('may be one hazard alone: no command counts it, and its usage still is in scope', async () => {
    repository.commit(TUESDAY, { 'app/orders.py': `${ORDERS}\n\nasync def stall(db: Session):\n    db.commit()\n` });
    await awaited('scan', repository.path);
    const before = await awaited('check', repository.path, '--base', start, '--format', 'json');
    expect(before.out).toContain('"sync-session-in-async"');
    await exempt('app/orders.py', { rule: 'sync-session-in-async', scope: 'stall', ordinal: 0 });
    const after = await awaited('check', repository.path, '--base', start, '--format', 'json');
    expect(after.out).not.toContain('"sync-session-in-async"');
    expect((await states()).slice(3, 5)).toEqual(['app/orders.py:9:17 sync', 'app/orders.py:10:8 blocking']);
    expect((await awaited('plan', repository.path)).out).toContain('only hazard sync-session-in-async in stall: bought from others, Ada, 2026-01-07, on the board.');
  });

  test('is no finding of a check, also under a new name', async () => {
    await exempt('app/orders.py');
    repository.commit(TUESDAY, { 'app/orders.py': null, 'app/ordering.py': `${ORDERS}    db.flush()\n` });
    const { code, out } = await awaited('check', repository.path, '--base', start);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Passed/)]);
    expect((await states('--rev', start)).slice(0, 2)).toEqual(['app/orders.py:4:11 exempt', 'app/orders.py:5:8 exempt']);
    await awaited('scan', repository.path);
    expect((await states()).slice(0, 2)).toEqual(['app/ordering.py:4:11 exempt', 'app/ordering.py:5:8 exempt']);
  });
});

test('where no board is known, a verdict that may turn on it says so', async () => {
  repository.commit(TUESDAY, { 'app/orders.py': `${ORDERS}    db.flush()\n` });
  const failed = await awaited('check', repository.path, '--base', start);
  expect([failed.code, failed.out]).toEqual([1, expect.stringMatching(/\nNo board of this repository is known here: .*\n$/)]);
  expect((await awaited('check', repository.path, '--base', 'HEAD')).out).not.toContain('No board');
  expect((await awaited('verify', repository.path)).out).toContain('No board of this repository is known here');
});
