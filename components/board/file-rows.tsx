'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { links, type Place } from '../../lib/links';
import { doneOf, scopeOf, type FileStatus, type StateCounts } from '../../lib/migration';
import { count } from '../ui/format';
import { StateBar } from './state-bar';
import { StatusBadge } from './status-badge';

/** A row as it travels to the browser: ten thousand of them must stay small. */
export type FileCells = [id: number, path: string, service: string, status: FileStatus, because: string, hazards: number, assignee: string | null, counts: StateCounts];

interface FileRowsProps {
  cells: readonly FileCells[];
  place: Place;
  /** So many rows are in the page before its scripts run. */
  first: number;
}

const ROW = 37;

/** The rows; once scripts run only those near the window exist. */
export function FileRows({ cells, place, first }: FileRowsProps) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState<number | null>(null);
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  const virtualizer = useWindowVirtualizer({ count: cells.length, estimateSize: () => ROW, overscan: 12, scrollMargin: top ?? 0 });
  const isLive = top !== null;
  const shown = isLive ? virtualizer.getVirtualItems().map((item) => item.index) : cells.slice(0, first).map((_, index) => index);
  const before = isLive ? (shown[0] ?? 0) * ROW : 0;
  return (
    <div ref={body} role="rowgroup" style={isLive ? { height: cells.length * ROW, paddingTop: before } : undefined}>
      {shown.map((index) => {
        const cell = cells[index];
        return cell && <Row key={cell[0]} cells={cell} index={index} place={place} />;
      })}
    </div>
  );
}

function Row({ cells: [id, path, service, status, because, hazards, assignee, counts], index, place }: { cells: FileCells; index: number; place: Place }) {
  const cut = path.lastIndexOf('/') + 1;
  return (
    <div role="row" aria-rowindex={index + 2} className="file-grid tap-row h-[37px] items-center border-b border-line last:border-b-0">
      <span role="cell" className="min-w-0">
        <a href={links.file(place, id)} className="link flex min-w-0 decoration-transparent" title={path}>
          <span className="min-w-0 truncate text-ink-3 max-sm:hidden">{path.slice(0, cut)}</span>
          <span className="shrink-0 font-medium max-sm:shrink max-sm:truncate">{path.slice(cut)}</span>
        </a>
      </span>
      <span role="cell" className="truncate text-ink-2 max-lg:hidden" title={service}>
        {service}
      </span>
      <span role="cell" className="max-sm:hidden">
        <StatusBadge status={status} because={because} />
      </span>
      <span role="cell" className="max-md:hidden">
        <StateBar counts={counts} />
      </span>
      <span role="cell" className="text-right whitespace-nowrap">
        {count(doneOf(counts))}
        <span className="text-ink-3"> / {count(scopeOf(counts))}</span>
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
