import type { ReactNode } from 'react';
import { PlainHeader } from './plain-header';

/** A page that cannot be shown: what is wrong, and what to do. */
export function ProblemPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PlainHeader />
      <main className="mx-auto max-w-xl px-4 py-20">
        <h1 className="text-xl font-semibold">{title}</h1>
        <div className="mt-2 space-y-3 text-ink-2">{children}</div>
      </main>
    </>
  );
}
