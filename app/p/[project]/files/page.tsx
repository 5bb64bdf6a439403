import type { Metadata } from 'next';
import { FileColumns } from '../../../../components/board/file-columns';
import { FileFilter } from '../../../../components/board/file-filter';
import { FileMap } from '../../../../components/board/file-map';
import { FileTable } from '../../../../components/board/file-table';
import { sortFiles, sortOf } from '../../../../components/board/file-sort';
import { Empty } from '../../../../components/ui/empty';
import { count } from '../../../../components/ui/format';
import { ViewTabs } from '../../../../components/ui/view-tabs';
import { filterQuery, matcherOf, parseFilter } from '../../../../lib/filter';
import { links } from '../../../../lib/links';
import { stateLabels } from '../../../../lib/words';
import { fileEntriesOf } from '../file-entries';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Files' };

export default async function FilesPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { place } = view;
  const labels = stateLabels(view.project.words);
  const params = await props.searchParams;
  const filter = parseFilter(params);
  const shape = params.view === 'columns' || params.view === 'map' ? params.view : 'table';
  const sort = sortOf(params.sort);
  const all = await fileEntriesOf(view);
  const files = all.filter(matcherOf(filter));
  const urlOf = (query: Record<string, string | undefined>) =>
    links.files(place, filter, { view: shape === 'table' ? undefined : shape, sort: sort === 'open' ? undefined : sort, ...query });
  const from = Math.max(0, Math.floor(Number(params.from) || 0));
  return (
    <Frame view={view} section="files">
      <div className="space-y-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <h1 className="text-xl font-semibold">
            Files <span className="font-normal text-ink-3">{files.length === all.length ? count(all.length) : `${count(files.length)} of ${count(all.length)}`}</span>
          </h1>
          <ViewTabs
            label="View"
            tabs={[
              { label: 'Table', href: urlOf({ view: undefined }), current: shape === 'table' },
              { label: 'Status columns', href: urlOf({ view: 'columns' }), current: shape === 'columns' },
              { label: 'Map', href: urlOf({ view: 'map' }), current: shape === 'map' },
            ]}
          />
        </div>
        <FileFilter
          words={view.project.words}
          filter={filter}
          hidden={{ view: shape === 'table' ? undefined : shape, sort: sort === 'open' ? undefined : sort, week: place.week ?? undefined }}
          phases={view.project.config.phases.map((phase) => phase.name)}
          services={[...new Set(all.map((file) => file.service))].sort()}
          assignees={[...new Set(all.flatMap((file) => file.assignee ?? []))].sort()}
          owners={[...new Set(all.flatMap((file) => file.owners))].sort()}
          hrefOf={(next) => links.files(place, next, { view: shape === 'table' ? undefined : shape, sort: sort === 'open' ? undefined : sort })}
          clear={Object.keys(filterQuery(filter)).length > 0 ? links.files(place, {}, { view: shape === 'table' ? undefined : shape }) : null}
        />
        {files.length === 0 ? (
          <div className="rounded-md border border-line bg-card">
            <Empty title={all.length === 0 ? `No file uses ${view.project.words.thing}` : 'No file matches'}>
              {all.length > 0 && (
                <a href={links.files(place)} className="link">
                  Show all {count(all.length)} files
                </a>
              )}
            </Empty>
          </div>
        ) : shape === 'columns' ? (
          <FileColumns files={files} place={place} labels={labels} filter={filter} />
        ) : shape === 'map' ? (
          <FileMap files={files} place={place} done={view.project.words.done} />
        ) : (
          <FileTable
            labels={labels}
            files={sortFiles(files, sort)}
            place={place}
            sort={sort}
            sortLinks={{ path: urlOf({ sort: 'path' }), open: urlOf({ sort: undefined }), done: urlOf({ sort: 'done' }), status: urlOf({ sort: 'status' }), service: urlOf({ sort: 'service' }), hazards: urlOf({ sort: 'hazards' }) }}
            from={Math.min(from, files.length - 1)}
            pageHref={(row) => urlOf({ from: row === 0 ? undefined : String(row) })}
            source={links.fileRows(place, filter, { sort: sort === 'open' ? undefined : sort })}
          />
        )}
      </div>
    </Frame>
  );
}
