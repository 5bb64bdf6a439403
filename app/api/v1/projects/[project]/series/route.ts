import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { Problem } from '../../../../../../lib/api/problem';
import { progressIn } from '../../../../../../lib/api/shapes';
import { stateSeries, stateSeriesOf } from '../../../../../../lib/db/read/series';
import { listSnapshots, stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { projectAt } from '../../../place';

export const GET = answers(ENDPOINTS.series, async ({ db, url, params, query }) => {
  const { id } = await projectAt(db, params);
  const snapshots = await listSnapshots(db, id);
  const [of, second] = (['service', 'category', 'phase'] as const).flatMap((dimension) => (query[dimension] === undefined ? [] : [{ dimension, key: query[dimension] }]));
  if (second) throw new Problem(400, 'A series is of one service, one category or one phase; name one of them.');
  const series = of ? await stateSeriesOf(db, id, of.dimension, of.key) : await stateSeries(db, id);
  if (of && series.size === 0) throw new Problem(404, `No snapshot has a usage of this ${of.dimension}.`);
  return new Pager(url, query, snapshots.map(stampOf).join(' ')).of(
    snapshots.map((row) => ({ week: row.week, commit: row.commit, committedAt: row.at, ...progressIn(series.get(row.id) ?? {}) })),
  );
});
