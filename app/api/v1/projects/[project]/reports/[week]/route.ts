import { ENDPOINTS } from '../../../../../../../lib/api/endpoints';
import { Problem } from '../../../../../../../lib/api/problem';
import { isWeek } from '../../../../../../../lib/weeks';
import { reportOf } from '../../../../../../p/[project]/report/report';
import { answers } from '../../../../answer';
import { snapshotAt } from '../../../../place';

export const GET = answers(ENDPOINTS.report, async ({ db, params }) => {
  const week = params.week ?? '';
  if (week !== 'latest' && !isWeek(week)) throw new Problem(404, 'There is no such week; write an ISO week such as 2026-W07, or latest.');
  const view = await snapshotAt(db, params, week === 'latest' ? undefined : week);
  const report = await reportOf(view);
  if (!report) throw new Problem(404, 'There is no report of this week.');
  return report;
});
