import type { ReactNode } from 'react';

interface PageTitleProps {
  /** A figure beside the title. */
  note?: ReactNode;
  /** A sentence below it. */
  below?: ReactNode;
  children: ReactNode;
}

export function PageTitle({ note, below, children }: PageTitleProps) {
  return (
    <div className="mb-4">
      <h1 className="text-xl font-semibold">
        {children} {note !== undefined && <span className="font-normal text-ink-3">{note}</span>}
      </h1>
      {below && <p className="mt-0.5 max-w-prose text-sm text-pretty text-ink-2">{below}</p>}
    </div>
  );
}
