import type { ReactNode } from 'react';

/** A page that cannot be shown: what is wrong, and what to do. */
export function Problem({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="mt-2 space-y-3 text-ink-2">{children}</div>
    </main>
  );
}
