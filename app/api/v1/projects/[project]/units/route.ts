import type { z } from 'zod';
import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import type { unitShape } from '../../../../../../lib/api/shapes';
import { listUnits, type Unit } from '../../../../../../lib/db/read/units';
import { stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';

export const GET = answers(ENDPOINTS.units, async ({ db, url, params, query }) => {
  const { snapshot } = await snapshotAt(db, params, query.week);
  const units = (await listUnits(db, snapshot.id)).filter((unit) => query.ready === undefined || unit.ready === (query.ready === 'yes'));
  return new Pager(url, query, stampOf(snapshot)).of(units.map(published));
});

function published({ id, title, ready, blockers, unblocks, hazards, note, functions, boundaries, bridged }: Unit): z.output<typeof unitShape> {
  return {
    unit: id,
    title,
    ready,
    blockers: [...blockers],
    unblocks,
    hazards,
    note: note ?? null,
    functions: functions.map(({ path, scope, line, usages, calls }) => ({ path, scope, line, usages, calls: [...calls] })),
    boundaries: boundaries.map(({ kind, path, scope, line, calls }) => ({ kind, path, scope, line, calls: [...(calls ?? [])] })),
    bridged: [...(bridged ?? [])],
  };
}
