/** What a process keeps of the state that it stored must never show: each save leaves what it would leave by itself. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversionUnit, FileResult, Snapshot } from '../../scanner/snapshot';
import { addExemption, revokeExemption } from './edit/exemption';
import { openDatabase, type Db } from './open';
import { saveProject } from './projects';
import { saveSnapshot, type ScanToSave } from './save-scan';
import { StoredState } from './stored-state';
import { derivedRows } from './testing/derived-rows';
import { fileOf, snapshotOf, usageOf } from './testing/snapshot';

const ADA = { projectId: 1, who: 'Ada', at: '2026-02-03T09:00:00Z' };

/** A board whose saves go on from each other, and one where each stands alone. */
class Boards {
  latest = new StoredState();
  weeks = new StoredState();
  #saved = 0;

  private constructor(
    readonly kept: Db,
    readonly alone: Db,
  ) {}

  static async open(): Promise<Boards> {
    const [kept, alone] = [await openDatabase(':memory:'), await openDatabase(':memory:')];
    for (const db of [kept, alone]) await saveProject(db, { root: '/shop', name: 'Shop', pack: 'p', branch: 'main', config: JSON.stringify({ soakDays: 7 }) }, ADA.at);
    return new Boards(kept, alone);
  }

  async both(action: (db: Db) => Promise<unknown>): Promise<void> {
    for (const db of [this.kept, this.alone]) await action(db);
  }

  async save(week: string | null, snapshot: Snapshot, more: Partial<ScanToSave> = {}): Promise<void> {
    const scan: ScanToSave = { projectId: 1, week, snapshot, phaseOf, ownersOf, scannedAt: `2026-02-04T12:00:00.${String(this.#saved++).padStart(3, '0')}Z`, durationMs: 1, ...more };
    await saveSnapshot(this.kept, scan, week === null ? this.latest : this.weeks);
    await saveSnapshot(this.alone, scan);
    expect(await derivedRows(this.kept)).toEqual(await derivedRows(this.alone));
  }

  async close(): Promise<void> {
    await this.both((db) => db.destroy());
  }
}

let boards: Boards;
beforeEach(async () => (boards = await Boards.open()));
afterEach(() => boards.close());

const phaseOf = ({ category }: FileResult) => (category === 'test' ? null : 'Services');
const ownersOf = (path: string) => (path.startsWith('app/1') ? ['@shop/app', 'ada@example.org'] : []);
/** Most files of a tree hold no usage, or not always. */
const EVERYTHING = { paths: new Set(Array.from({ length: 14 }, (_, number) => `app/${number}.py`)), renames: new Map<string, string>() };
const treeOf = (snapshot: Snapshot) => ({ paths: new Set(snapshot.files.map(({ path }) => path)), renames: new Map<string, string>() });

function unitOf(path: string, more: Partial<ConversionUnit> = {}): ConversionUnit {
  return { id: `${path}:place`, title: 'place', functions: [{ path, scope: 'place', line: 3, usages: 1, calls: [] }], boundaries: [], unblocks: 1, hazards: 0, ready: true, blockers: [], ...more };
}

/** Numbers that look arbitrary and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}

const STATES = ['sync', 'async', 'blocking', 'unknown', 'broken'] as const;

/** The next state of a code base: a few files edited, added and removed, units that come, go and change places. */
function edited(files: Map<string, FileResult>, random: (below: number) => number): Snapshot {
  for (let edits = random(4); edits > 0; edits--) {
    const path = `app/${random(14)}.py`;
    if (random(4) === 0) files.delete(path);
    else {
      const usages = Array.from({ length: random(4) }, (_, ordinal) => usageOf('place', 'execute', STATES[random(STATES.length)] ?? 'sync', { ordinal, line: 10 + random(3) }));
      files.set(path, fileOf(path, usages, { category: random(3) === 0 ? 'test' : 'service', service: `Service${random(3)}`, blob: String(random(3)) }));
    }
  }
  const found = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const units = found.filter(() => random(5) > 0).map(({ path }) => unitOf(path, { ready: random(9) > 0, hazards: random(9) === 0 ? 1 : 0 }));
  const quality = random(3) === 0 ? [{ kind: 'unparsed', path: found[0]?.path ?? '', line: 3, message: 'Odd.' } as const] : [];
  return snapshotOf(found, { units: random(4) === 0 ? units.reverse() : units, quality, commit: String(random(1000)), filesRead: found.length });
}

describe('a save that goes on from the last one', () => {
  test.each([1, 2, 3])('leaves what it would leave alone, of the latest state and of weeks (%d)', async (seed) => {
    const random = numbers(seed);
    const files = new Map<string, FileResult>();
    for (let week = 20; week > 0; week--) {
      const now = edited(files, random);
      await boards.save(null, now, { tree: random(4) === 0 ? treeOf(now) : EVERYTHING });
      await boards.save(`2026-W${String(week).padStart(2, '0')}`, edited(files, random));
      if (random(4) === 0) await boards.save(null, now, { tree: EVERYTHING });
    }
  });

  test('knows that somebody exempted what is gone by now', async () => {
    const place = fileOf('app/1.py', [usageOf('place', 'execute', 'sync')]);
    const rest = [fileOf('app/2.py', [usageOf('place', 'commit', 'sync')]), fileOf('app/3.py', [usageOf('place', 'get', 'async')])];
    for (const week of [null, '2026-W05']) await boards.save(week, snapshotOf([place, ...rest]));
    await boards.both((db) => addExemption(db, ADA, 1, null, 'Stays.'));
    for (const week of [null, '2026-W04']) await boards.save(week, snapshotOf(rest));
    for (const week of [null, '2026-W03']) await boards.save(week, snapshotOf([place, ...rest]));
    await boards.both((db) => revokeExemption(db, ADA, 1));
    for (const week of [null, '2026-W02']) await boards.save(week, snapshotOf([place, ...rest]));
  });

  test('leaves alone what another process stored meanwhile', async () => {
    const random = numbers(5);
    const files = new Map<string, FileResult>();
    const [first, second, third] = [edited(files, random), edited(files, random), edited(files, random)];
    await boards.save(null, first, { tree: treeOf(first) });
    const mine = boards.latest;
    boards.latest = new StoredState();
    await boards.save(null, second, { tree: treeOf(second) });
    boards.latest = mine;
    await boards.save(null, third, { tree: treeOf(third) });
  });

  test('follows a file that was moved', async () => {
    const file = fileOf('app/1.py', [usageOf('place', 'execute', 'sync')]);
    const moved = { ...file, path: 'app/2.py' };
    for (const [found, renames] of [[file, new Map()], [moved, new Map([['app/2.py', 'app/1.py']])], [file, new Map([['app/1.py', 'app/2.py']])]] as const) {
      const snapshot = snapshotOf([found], { units: [unitOf(found.path)] });
      await boards.save(null, snapshot, { tree: { ...treeOf(snapshot), renames } });
    }
    expect(await boards.kept.selectFrom('file').select('path').execute()).toEqual([{ path: 'app/1.py' }]);
  });

  test('keeps nothing of a save that failed', async () => {
    const orders = fileOf('app/1.py', [usageOf('place', 'execute', 'sync')]);
    await boards.save(null, snapshotOf([orders]));
    const impossible = fileOf('app/2.py', [], { service: null as unknown as string });
    const scan = { projectId: 1, week: null, snapshot: snapshotOf([impossible]), scannedAt: ADA.at, durationMs: 1 };
    await expect(saveSnapshot(boards.kept, scan, boards.latest)).rejects.toThrow(/NOT NULL/);
    await boards.save(null, snapshotOf([orders, fileOf('app/2.py', [])]));
  });
});
