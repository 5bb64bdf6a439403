import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { listSnapshots, stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { projectAt } from '../../../place';
import { pointsOf } from './points';

export const GET = answers(ENDPOINTS.series, async ({ db, url, params, query }) => {
  const project = await projectAt(db, params);
  const snapshots = await listSnapshots(db, project.id);
  const pointOf = await pointsOf(db, project, query);
  return new Pager(url, query, snapshots.map(stampOf).join(' ')).of(snapshots.map((row) => ({ week: row.week, commit: row.commit, committedAt: row.at, ...pointOf(row.id) })));
});
