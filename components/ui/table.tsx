import type { ReactNode } from 'react';

/** A table that scrolls sideways on its own where the page is narrow. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  );
}

interface CellProps {
  children?: ReactNode;
  /** Numbers stand right. */
  numeric?: boolean;
  className?: string;
}

export function HeadCell({ children, numeric = false, className = '' }: CellProps) {
  return (
    <th scope="col" className={`px-2 py-2 text-xs first:pl-4 last:pr-4 font-medium whitespace-nowrap text-ink-3 ${numeric ? 'text-right' : 'text-left'} ${className}`}>
      {children}
    </th>
  );
}

export function Cell({ children, numeric = false, className = '' }: CellProps) {
  return <td className={`border-t border-line px-2 py-1.5 first:pl-4 last:pr-4 align-middle ${numeric ? 'text-right whitespace-nowrap' : ''} ${className}`}>{children}</td>;
}
