'use client';

import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { flushSync } from 'react-dom';
import type { StateLabels } from '../../lib/words';
import { FILE_PORTION, type FileCells } from './file-cells';
import { FileRow } from './file-row';

interface FileRowsProps {
  /** The first portion, which is in the page before its scripts run. */
  cells: readonly FileCells[];
  total: number;
  labels: StateLabels;
  /** Where further portions are: `from=400` is added. */
  source: string;
}

/** Rows kept on either side of the window, and by how many the list moves on at once. */
const AROUND = 16;
const STEP = 8;
/** A list that flies past is not fetched. */
const SETTLED_MS = 80;

interface Span {
  from: number;
  to: number;
}

/** The rows; once scripts run only those near the window exist, and portions come as one scrolls to them. */
export function FileRows({ cells, total, labels, source }: FileRowsProps) {
  const body = useRef<HTMLDivElement>(null);
  const asked = useRef(new Set([0]));
  const [portions, setPortions] = useState<ReadonlyMap<number, readonly FileCells[]>>(new Map([[0, cells]]));
  const [span, setSpan] = useState<Span | null>(null);
  const isWhole = total <= cells.length;

  useEffect(() => {
    if (isWhole) return;
    const look = () => setSpan((known) => spanAt(body.current, total, known));
    // On paper there is no window to be near to.
    const onPrint = () => flushSync(() => setSpan(null));
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    addEventListener('beforeprint', onPrint);
    addEventListener('afterprint', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
      removeEventListener('beforeprint', onPrint);
      removeEventListener('afterprint', look);
    };
  }, [isWhole, total]);

  useEffect(() => {
    if (!span) return;
    const timer = setTimeout(() => {
      for (let portion = Math.floor(span.from / FILE_PORTION); portion * FILE_PORTION < span.to; portion++) {
        if (asked.current.has(portion)) continue;
        asked.current.add(portion);
        fetch(`${source}${source.includes('?') ? '&' : '?'}from=${portion * FILE_PORTION}`)
          .then((response) => (response.ok ? (response.json() as Promise<FileCells[]>) : Promise.reject(new Error(response.statusText))))
          .then((found) => setPortions((known) => new Map(known).set(portion, found)))
          // Asked again when one comes by the next time.
          .catch(() => asked.current.delete(portion));
      }
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [span, source]);

  const shown = span ?? { from: 0, to: cells.length };
  const indices = Array.from({ length: shown.to - shown.from }, (_, offset) => shown.from + offset);
  return (
    <div ref={body} role="rowgroup" className="file-rows" style={{ '--rows': total, '--rows-above': shown.from } as CSSProperties}>
      {indices.map((index) => (
        <FileRow key={index} cells={portions.get(Math.floor(index / FILE_PORTION))?.[index % FILE_PORTION]} index={index} labels={labels} />
      ))}
    </div>
  );
}

/** Which rows are near the window; `known` where these are the same. */
function spanAt(body: HTMLElement | null, total: number, known: Span | null): Span | null {
  if (!body) return known;
  // In pixels; app/globals.css has it, and more of it on a phone.
  const row = parseFloat(getComputedStyle(body).getPropertyValue('--row'));
  const top = -body.getBoundingClientRect().top / row;
  const from = Math.min(total, Math.max(0, Math.floor((top - AROUND) / STEP) * STEP));
  const to = Math.max(from, Math.min(total, Math.ceil((top + innerHeight / row + AROUND) / STEP) * STEP));
  return known?.from === from && known.to === to ? known : { from, to };
}
