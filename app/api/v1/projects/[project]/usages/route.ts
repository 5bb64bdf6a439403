import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { listUsagesIn } from '../../../../../../lib/db/read/api-usages';
import { stampOf } from '../../../../../../lib/db/read/snapshots';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';

export const GET = answers(ENDPOINTS.usages, async ({ db, url, params, query }) => {
  const { snapshot } = await snapshotAt(db, params, query.week);
  const pager = new Pager(url, query, stampOf(snapshot));
  const { total, usages } = await listUsagesIn(db, snapshot.id, query, pager);
  return pager.page(usages.map(({ fileId, path, service, ...usage }) => ({ file: fileId, path, service, ...usage })), total);
});
