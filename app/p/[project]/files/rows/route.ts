import { filePortion } from '../../../../../components/board/file-portion';
import { sortFiles, sortOf } from '../../../../../components/board/file-sort';
import { matcherOf, parseFilter } from '../../../../../lib/filter';
import { guarded } from '../../../../access';
import { fileEntriesOf } from '../../file-entries';
import { viewIn } from '../../view';

/** A portion of the list of files that is scrolled to: filter, order and week as on the page, from the row `from`. */
export const GET = guarded(async (request, { params }: { params: Promise<{ project: string }> }, { db }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const view = await viewIn(db, (await params).project, query.week ?? '');
  const files = (await fileEntriesOf(view)).filter(matcherOf(parseFilter(query)));
  return Response.json(filePortion(sortFiles(files, sortOf(query.sort)), Math.max(0, Math.floor(Number(query.from) || 0)), view.place));
});
