'use client';

import { lazy, Suspense, useEffect, useState } from 'react';

const SearchDialog = lazy(() => import('./search-dialog').then((module) => ({ default: module.SearchDialog })));

interface QuickSearchProps {
  /** The search page, for those without scripts. */
  href: string;
  project: string;
  week: string | null;
}

/** The way to any file or service: a link that ⌘K and Ctrl+K open as a dialog. `/` goes to the page's own filter. */
export function QuickSearch({ href, project, week }: QuickSearchProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        setOpen(true);
      }
      if (event.key === '/' && !isTyping(event.target)) {
        const filter = document.querySelector<HTMLInputElement>('[data-filter]');
        event.preventDefault();
        if (filter) filter.focus();
        else setOpen(true);
      }
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <a
        href={href}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          setOpen(true);
        }}
        className="flex h-8 items-center gap-2 rounded border border-line-strong px-2.5 text-sm text-ink-2 hover:bg-hover"
      >
        <svg width="13" height="13" viewBox="0 0 13 13" aria-hidden>
          <circle cx="5.5" cy="5.5" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="m8.7 8.7 3.3 3.3" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <span className="max-sm:sr-only">Search</span>
        <kbd className="font-sans text-xs text-ink-3 max-md:hidden">⌘K</kbd>
      </a>
      {open && (
        <Suspense>
          <SearchDialog project={project} week={week} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
