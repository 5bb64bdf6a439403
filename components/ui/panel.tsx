import type { ReactNode } from 'react';

interface PanelProps {
  title: ReactNode;
  /** What stands right of the title: a link, a figure. */
  aside?: ReactNode;
  id?: string;
  /** Tables reach the panel's edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, aside, id, flush = false, className = '', children }: PanelProps) {
  return (
    <section id={id} className={`min-w-0 rounded-md border border-line bg-card ${className}`}>
      <header className="flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside && <div className="text-xs text-ink-3">{aside}</div>}
      </header>
      <div className={flush ? '' : 'px-4 py-3'}>{children}</div>
    </section>
  );
}
