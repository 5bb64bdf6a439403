import type { Metadata } from 'next';
import { Empty } from '../../../../components/ui/empty';
import { PageTitle } from '../../../../components/ui/page-title';
import { search } from '../../../../lib/db/read/search';
import { links } from '../../../../lib/links';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Search' };

/** The search dialog as a page, for those without scripts and for links. */
export default async function SearchPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { q } = await props.searchParams;
  const text = typeof q === 'string' ? q.slice(0, 200) : '';
  const hits = await search(view.db, view.snapshot.id, text, 100);
  return (
    <Frame view={view} section="search">
      <PageTitle>Search</PageTitle>
      <form method="get" role="search" className="mb-4 flex gap-2">
        {view.place.week && <input type="hidden" name="week" value={view.place.week} />}
        <input type="search" name="q" defaultValue={text} aria-label="Part of a path or service" className="h-9 w-96 max-w-full rounded border border-line-strong bg-card px-3" />
        <button className="rounded border border-line-strong px-3 text-sm hover:bg-hover">Search</button>
      </form>
      <ul className="rounded-md border border-line bg-card">
        {hits.map((hit) => (
          <li key={hit.kind + hit.text} className="tap-row flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-1.5 text-sm last:border-b-0">
            <a href={hit.kind === 'file' ? links.file(view.place, hit.id) : links.service(view.place, hit.text)} className="link min-w-0 wrap-anywhere decoration-transparent">
              {hit.text}
            </a>
            <span className="min-w-0 text-xs wrap-anywhere text-ink-3">{hit.kind === 'file' ? hit.service : 'Service'}</span>
          </li>
        ))}
        {hits.length === 0 && <Empty title={text ? 'Nothing has that name in this week' : 'Part of a path or a service finds them'} />}
      </ul>
    </Frame>
  );
}
