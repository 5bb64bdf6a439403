import type { NextRequest } from 'next/server';
import { search } from '../../../../../lib/db/read/search';
import { links } from '../../../../../lib/links';
import { viewOf } from '../../view';

/** What the search dialog shows while one types. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ project: string }> }): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const view = await viewOf({ params, searchParams: Promise.resolve({ week: query.get('week') ?? undefined }) });
  if (!view.snapshot) return Response.json([]);
  const hits = await search(view.db, view.snapshot.id, (query.get('q') ?? '').slice(0, 200), 30);
  return Response.json(hits.map((hit) => ({ ...hit, href: hit.kind === 'file' ? links.file(view.place, hit.id) : links.service(view.place, hit.text) })));
}
