'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';

/** A form whose fields are the URL's query: a choice applies at once, text with Enter; without scripts a button does it. */
export function FilterForm({ label, children }: { label: string; children: ReactNode }) {
  const router = useRouter();
  function apply(form: HTMLFormElement) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value) query.append(name, value);
    router.push(`${location.pathname}?${query.toString()}`, { scroll: false });
  }
  return (
    <form
      method="get"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) apply(event.currentTarget);
      }}
      className="flex items-center gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:*:shrink-0 sm:flex-wrap"
    >
      {children}
      <noscript>
        <button className="h-8 rounded border border-line-strong px-3 text-sm">Apply</button>
      </noscript>
    </form>
  );
}
