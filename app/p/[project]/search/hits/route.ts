import { search } from '../../../../../lib/db/read/search';
import { links } from '../../../../../lib/links';
import { guarded } from '../../../../access';
import { viewIn } from '../../view';

/** What the search dialog shows while one types. */
export const GET = guarded(async (request, { params }: { params: Promise<{ project: string }> }, { db }) => {
  const query = new URL(request.url).searchParams;
  const view = await viewIn(db, (await params).project, query.get('week') ?? '');
  if (!view.snapshot) return Response.json([]);
  const hits = await search(view.db, view.snapshot.id, (query.get('q') ?? '').slice(0, 200), 30);
  return Response.json(hits.map((hit) => ({ ...hit, href: hit.kind === 'file' ? links.file(view.place, hit.id) : links.service(view.place, hit.text) })));
});
