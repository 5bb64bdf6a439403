import { ENDPOINTS } from '../../../../../../../lib/api/endpoints';
import { Problem } from '../../../../../../../lib/api/problem';
import { fileEntriesOf } from '../../../../../../p/[project]/file-entries';
import { answers } from '../../../../answer';
import { snapshotAt } from '../../../../place';
import { publishedFile } from '../published-file';

export const GET = answers(ENDPOINTS.file, async ({ db, params, query }) => {
  const entries = await fileEntriesOf(await snapshotAt(db, params, query.week));
  const entry = entries.find((file) => String(file.id) === params.file);
  if (!entry) throw new Problem(404, 'This snapshot has no such file with a usage or a hazard.');
  return publishedFile(entry);
});
