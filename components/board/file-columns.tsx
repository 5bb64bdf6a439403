import type { Filter } from '../../lib/filter';
import { links, type Place } from '../../lib/links';
import { doneOf, scopeOf, type FileStatus } from '../../lib/migration';
import type { StateLabels } from '../../lib/words';
import { count } from '../ui/format';
import type { ListedFile } from './file-cells';
import { sortFiles } from './file-sort';
import { shortNames } from './short-names';
import { StateBar } from './state-bar';
import { StatusBadge } from './status-badge';

interface FileColumnsProps {
  files: readonly ListedFile[];
  place: Place;
  labels: StateLabels;
  filter: Filter;
  /** Cards of a column before it says how many more there are. */
  cards?: number;
}

/** From not begun to done; what needs a person stands first. */
const COLUMNS: readonly FileStatus[] = ['needs attention', 'blocked', 'not started', 'ready', 'in progress', 'converted', 'done', 'excluded'];

/** Files by derived status. Nothing is dragged: a card moves when its code does. */
export function FileColumns({ files, place, labels, filter, cards = 30 }: FileColumnsProps) {
  const sorted = sortFiles(files, 'open');
  const columns = COLUMNS.map((status) => ({ status, files: sorted.filter((file) => file.status === status) }));
  const filled = columns.filter((column) => column.files.length > 0 || ['blocked', 'ready', 'in progress', 'done'].includes(column.status));
  const names = shortNames(filled.flatMap((column) => column.files.slice(0, cards).map((file) => file.path)));
  return (
    <div className="overflow-x-auto pb-2" tabIndex={0} role="region" aria-label="Files by status">
      <ol className="flex gap-3">
        {filled.map((column) => (
          <li key={column.status} className={column.files.length > 0 ? 'w-[220px] min-w-[160px] flex-1 basis-[220px] max-sm:min-w-[200px] max-sm:shrink-0' : 'shrink-0'}>
            <h2 className="mb-2 flex items-baseline justify-between gap-2 px-1 text-sm">
              <StatusBadge status={column.status} />
              <span className="text-ink-3">{count(column.files.length)}</span>
            </h2>
            <ul className="space-y-2">
              {column.files.slice(0, cards).map((file) => (
                <Card key={file.id} file={file} name={names.get(file.path) ?? file.path} place={place} labels={labels} />
              ))}
            </ul>
            {column.files.length > cards && (
              <a href={links.files(place, { ...filter, status: [column.status] })} className="link mt-2 block px-1 text-xs text-ink-2">
                {count(column.files.length - cards)} more
              </a>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Card({ file, name, place, labels }: { file: ListedFile; name: string; place: Place; labels: StateLabels }) {
  return (
    <li className="rounded-md border border-line bg-card px-3 py-2">
      <a href={links.file(place, file.id)} className="link block text-sm font-medium wrap-anywhere decoration-transparent" title={file.path}>
        {name}
      </a>
      <p className="truncate text-xs text-ink-3" title={file.service}>
        {file.service}
      </p>
      <div className="mt-1.5 flex items-center gap-2">
        <StateBar counts={file.counts} labels={labels} height={6} />
        <span className="text-xs whitespace-nowrap text-ink-2">
          {count(doneOf(file.counts))}/{count(scopeOf(file.counts))}
        </span>
      </div>
      {['blocked', 'needs attention', 'converted'].includes(file.status) && <p className="mt-1 line-clamp-2 text-xs text-ink-2" title={file.because}>{file.because}</p>}
      {file.assignee && <p className="mt-1 text-xs text-ink-2">{file.assignee}</p>}
    </li>
  );
}
