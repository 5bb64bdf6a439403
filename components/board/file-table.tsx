import type { Place } from '../../lib/links';
import type { Category, FileStatus, StateCounts } from '../../lib/migration';
import type { FileSort } from './file-sort';
import { FileRows, type FileCells } from './file-rows';

export interface ListedFile {
  id: number;
  path: string;
  service: string;
  category: Category;
  status: FileStatus;
  because: string;
  hazards: number;
  assignee: string | null;
  counts: StateCounts;
}

interface FileTableProps {
  files: readonly ListedFile[];
  place: Place;
  sort: FileSort;
  sortLinks: Record<FileSort, string>;
  /** Rows without scripts, and where the next ones are. */
  page: number;
  more: string | null;
}

/** All files as one list, however long. */
export function FileTable({ files, place, sort, sortLinks, page, more }: FileTableProps) {
  // What the figures of a row say already is not sent a second time.
  const told = (status: FileStatus, because: string) => (status === 'blocked' || status === 'needs attention' ? because : '');
  const cells = files.map(({ id, path, service, status, because, hazards, assignee, counts }): FileCells => [id, path, service, status, told(status, because), hazards, assignee, counts]);
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
      <FileRows cells={cells} place={place} first={page} />
      {more && (
        <noscript>
          <a href={more} className="link block px-4 py-3">
            More files
          </a>
        </noscript>
      )}
    </div>
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
