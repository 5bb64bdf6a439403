import { doneOf, scopeOf } from '../../lib/migration';
import type { StateLabels } from '../../lib/words';
import { count } from '../ui/format';
import type { FileCells } from './file-cells';
import { StateBar } from './state-bar';
import { StatusBadge } from './status-badge';

/** One file of the list. `cells` undefined: it is on its way. */
export function FileRow({ cells, index, labels }: { cells: FileCells | undefined; index: number; labels: StateLabels }) {
  if (!cells) {
    return (
      <div role="row" aria-rowindex={index + 2} className="file-grid h-(--row) items-center border-b border-line">
        <span role="cell" className="h-2 w-2/5 rounded bg-sunken" aria-label="Loading" />
      </div>
    );
  }
  const [href, path, service, status, because, hazards, assignee, counts] = cells;
  const cut = path.lastIndexOf('/') + 1;
  return (
    <div role="row" aria-rowindex={index + 2} className="file-grid tap-row h-(--row) items-center border-b border-line last:border-b-0">
      <span role="cell" className="min-w-0">
        <a href={href} className="link flex min-w-0 decoration-transparent max-sm:flex-col-reverse max-sm:leading-[18px]" title={path}>
          <span className="min-w-0 truncate text-ink-3 max-sm:text-xs">{path.slice(0, cut)}</span>
          <span className="max-w-full shrink-0 truncate font-medium">{path.slice(cut)}</span>
        </a>
      </span>
      <span role="cell" className="truncate text-ink-2 max-lg:hidden" title={service}>
        {service}
      </span>
      <span role="cell" className="max-sm:hidden">
        <StatusBadge status={status} because={because} />
      </span>
      <span role="cell" className="max-md:hidden">
        <StateBar counts={counts} labels={labels} />
      </span>
      <span role="cell" className="text-right whitespace-nowrap">
        {count(doneOf(counts))}
        <span className="text-ink-3"> / {count(scopeOf(counts))}</span>
        <span className="mt-1 block sm:hidden">
          <StateBar counts={counts} labels={labels} height={6} />
        </span>
      </span>
      <span role="cell" className={`text-right max-sm:hidden ${hazards > 0 ? 'font-medium text-bad' : 'text-ink-3'}`}>
        {count(hazards)}
      </span>
      <span role="cell" className="truncate text-ink-2 max-xl:hidden">
        {assignee}
      </span>
    </div>
  );
}
