import type { ReactNode } from 'react';
import type { ChecklistItem } from '../../lib/checklist';
import { count } from '../ui/format';

const SIGNS: Record<ChecklistItem['state'], { sign: string; tone: string; word: string }> = {
  done: { sign: '✓', tone: 'border-transparent bg-good text-card', word: 'done' },
  open: { sign: '', tone: 'border-line-strong', word: 'open' },
  failing: { sign: '✕', tone: 'border-bad text-bad', word: 'failing' },
  manual: { sign: '', tone: 'border-line-strong', word: 'to be ticked' },
};

/** What must be true of the file; derived items tick themselves. `manual` draws the items that people tick. */
export function Checklist({ items, manual }: { items: readonly ChecklistItem[]; manual: (item: ChecklistItem) => ReactNode }) {
  return (
    <ul className="space-y-1.5 text-sm">
      {items.map((item) => (
        <li key={item.id}>
          {item.state === 'manual' ? (
            manual(item)
          ) : (
            <div className="flex gap-2.5">
              <span className={`mt-[3px] grid size-3.5 shrink-0 place-items-center rounded-[3px] border text-[10px] leading-none ${SIGNS[item.state].tone}`} aria-hidden>
                {SIGNS[item.state].sign}
              </span>
              <span className="min-w-0">
                <span className={item.state === 'done' ? 'text-ink-3' : ''}>{item.label}</span>
                <span className="sr-only"> ({SIGNS[item.state].word})</span>
                <span className="text-ink-3">
                  {' '}
                  {count(item.done)}/{count(item.total)}
                </span>
                {item.lines.length > 0 && <Lines lines={item.lines} />}
              </span>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const SHOWN = 8;

function Lines({ lines }: { lines: readonly number[] }) {
  return (
    <span className="flex flex-wrap gap-x-1.5 text-xs text-ink-3">
      {lines.slice(0, SHOWN).map((line) => (
        <a key={line} href={`#L${line}`} className="link">
          {line}
        </a>
      ))}
      {lines.length > SHOWN && <span>and {lines.length - SHOWN} more</span>}
    </span>
  );
}
