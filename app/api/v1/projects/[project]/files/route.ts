import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { matcherOf, NO_FILTER } from '../../../../../../lib/filter';
import { stampOf } from '../../../../../../lib/db/read/snapshots';
import { fileEntriesOf } from '../../../../../p/[project]/file-entries';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';
import { publishedFile } from './published-file';

export const GET = answers(ENDPOINTS.files, async ({ db, url, params, query }) => {
  const { limit, cursor, week, hazard, ...filter } = query;
  const view = await snapshotAt(db, params, week);
  const matches = matcherOf({ ...NO_FILTER, ...filter, hazard: hazard === 'yes' });
  const files = (await fileEntriesOf(view)).filter((file) => matches(file) && !(hazard === 'no' && file.hazards > 0));
  return new Pager(url, { limit, cursor }, stampOf(view.snapshot)).of(files.map(publishedFile));
});
