import type { ReactNode } from 'react';

/** What stands where a list would: why there is nothing, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="px-4 py-8 text-center">
      <p className="font-medium text-ink-2">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-prose text-sm text-ink-3">{children}</div>}
    </div>
  );
}
