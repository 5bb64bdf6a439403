import { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Pager } from '../../../../../../lib/api/paging';
import { stampOf } from '../../../../../../lib/db/read/snapshots';
import { authorsOf, ownedMovesOf } from '../../../../../p/[project]/week-movers';
import { answers } from '../../../answer';
import { snapshotAt } from '../../../place';

export const GET = answers(ENDPOINTS.moves, async ({ db, url, params, query }) => {
  const view = await snapshotAt(db, params, query.week);
  const moves = (await ownedMovesOf(view)) ?? [];
  const authors = query.authors === 'yes' ? await authorsOf(view) : [];
  const stamp = `${stampOf(view.snapshot)} ${view.before ? stampOf(view.before) : ''}`;
  const listed = moves.map(({ kind, before, after, path, fileId, service, owners }, index) => {
    const usage = after ?? before;
    return {
      move: kind,
      file: fileId,
      path,
      service,
      line: after?.line ?? null,
      scope: usage?.scope ?? '',
      kind: usage?.kind ?? 'session-operation',
      api: usage?.api ?? '',
      before: before?.state ?? null,
      after: after?.state ?? null,
      owners: [...owners],
      author: authors[index]?.author ?? null,
      commit: authors[index]?.commit ?? null,
    };
  });
  const kinds = query.move;
  return new Pager(url, query, stamp).of(kinds ? listed.filter(({ move }) => kinds.includes(move)) : listed);
});
