import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { listSnapshots, stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { projectAt } from '../../../place';

export const GET = answers(ENDPOINTS.snapshots, async ({ db, url, params, query }) => {
  const snapshots = await listSnapshots(db, (await projectAt(db, params)).id);
  return new Pager(url, query, snapshots.map(stampOf).join(' ')).of(
    snapshots.map(({ week, commit, at, scannedAt, toolVersion, rules, filesRead, durationMs }) => ({
      week,
      commit,
      committedAt: at,
      scannedAt,
      toolVersion,
      rules,
      filesRead,
      durationMs,
    })),
  );
});
