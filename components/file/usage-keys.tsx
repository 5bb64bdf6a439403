'use client';

import { useEffect } from 'react';

/** `n` and `p` go to the next and previous marked line and open it. */
export function UsageKeys() {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const typing = event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName);
      if (typing || event.metaKey || event.ctrlKey || event.altKey || (event.key !== 'n' && event.key !== 'p')) return;
      const marks = [...document.querySelectorAll<HTMLDetailsElement>('details[data-marked]')];
      const current = marks.findIndex((mark) => mark.contains(document.activeElement));
      const next = current < 0 ? nearest(marks, event.key === 'n') : marks[current + (event.key === 'n' ? 1 : -1)];
      const line = next?.querySelector('summary');
      if (!next || !line) return;
      next.open = true;
      line.focus({ preventScroll: true });
      line.scrollIntoView({ block: 'center' });
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return null;
}

/** Without a place in the list: the first mark below, or the last one above, the top of the window. */
function nearest(marks: readonly HTMLDetailsElement[], forward: boolean): HTMLDetailsElement | undefined {
  const below = (mark: HTMLDetailsElement) => mark.getBoundingClientRect().top > 120;
  return forward ? marks.find(below) : marks.findLast((mark) => !below(mark));
}
