import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { historyStampOf } from '../../../../../p/[project]/view';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';

export const GET = answers(ENDPOINTS.reports, async ({ db, url, params, query }) => {
  const view = await snapshotAt(db, params, undefined);
  const reports = view.weeks.map(({ week, commit, at }) => ({ week, commit, committedAt: at, url: `${url.pathname}/${week}` }));
  return new Pager(url, query, historyStampOf(view)).of(reports);
});
