import type { Place } from '../../lib/links';
import type { StateLabels } from '../../lib/words';
import { count } from '../ui/format';
import { FILE_PORTION, type ListedFile } from './file-cells';
import { filePortion } from './file-portion';
import { FileRow } from './file-row';
import { FileRows } from './file-rows';
import type { FileSort } from './file-sort';

interface FileTableProps {
  /** Sorted. */
  files: readonly ListedFile[];
  place: Place;
  labels: StateLabels;
  sort: FileSort;
  sortLinks: Record<FileSort, string>;
  /** The first row: 0, or further down where scripts are off and one goes from page to page. */
  from: number;
  pageHref: (from: number) => string;
  /** Where portions of the list are fetched. */
  source: string;
}

/** All files as one list, however long. */
export function FileTable({ files, place, labels, sort, sortLinks, from, pageHref, source }: FileTableProps) {
  const cells = filePortion(files, from, place);
  return (
    <div className="rounded-md border border-line bg-card text-sm" role="table" aria-label="Files" aria-rowcount={files.length + 1}>
      <div role="row" className="file-grid sticky top-0 z-10 rounded-t-md border-b border-line bg-card py-2 text-xs font-medium text-ink-3">
        <Heading sort="path" label="File" current={sort} href={sortLinks.path} />
        <Heading sort="service" label="Service" current={sort} href={sortLinks.service} className="max-lg:hidden" />
        <Heading sort="status" label="Status" current={sort} href={sortLinks.status} className="max-sm:hidden" />
        <Heading sort="done" label="States" current={sort} href={sortLinks.done} className="max-md:hidden" />
        <Heading sort="open" label="Done" current={sort} href={sortLinks.open} className="text-right" />
        <Heading sort="hazards" label="Hazards" current={sort} href={sortLinks.hazards} className="text-right max-sm:hidden" />
        <span role="columnheader" className="max-xl:hidden">
          Assignee
        </span>
      </div>
      {from === 0 ? (
        <FileRows key={source} cells={cells} total={files.length} labels={labels} source={source} />
      ) : (
        <div role="rowgroup">
          {cells.map((row, offset) => (
            <FileRow key={row[0]} cells={row} index={from + offset} labels={labels} />
          ))}
        </div>
      )}
      {files.length > FILE_PORTION && <Pages from={from} total={files.length} pageHref={pageHref} />}
    </div>
  );
}

/** From page to page, for those without scripts, and on paper to say that this is not all. */
function Pages({ from, total, pageHref }: { from: number; total: number; pageHref: (from: number) => string }) {
  return (
    <p className={`flex gap-4 border-t border-line px-4 py-2.5 text-ink-2 ${from === 0 ? 'without-scripts' : ''}`}>
      <span>
        Files {count(from + 1)} to {count(Math.min(total, from + FILE_PORTION))} of {count(total)}
      </span>
      {from > 0 && (
        <a href={pageHref(Math.max(0, from - FILE_PORTION))} className="link">
          Previous
        </a>
      )}
      {from + FILE_PORTION < total && (
        <a href={pageHref(from + FILE_PORTION)} className="link">
          Next
        </a>
      )}
    </p>
  );
}

interface HeadingProps {
  sort: FileSort;
  label: string;
  current: FileSort;
  href: string;
  className?: string;
}

function Heading({ sort, label, current, href, className = '' }: HeadingProps) {
  const direction = sort === 'path' || sort === 'service' || sort === 'status' ? 'ascending' : 'descending';
  return (
    <span role="columnheader" aria-sort={sort === current ? direction : 'none'} className={className}>
      <a href={href} data-scroll="keep" className="hover:text-ink">
        {label}
        {sort === current && <span aria-hidden> {direction === 'ascending' ? '↑' : '↓'}</span>}
      </a>
    </span>
  );
}
