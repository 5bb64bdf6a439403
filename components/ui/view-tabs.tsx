import Link from 'next/link';

interface ViewTabsProps {
  label: string;
  tabs: readonly { label: string; href: string; current: boolean }[];
}

/** Several looks at the same thing; each has its URL. */
export function ViewTabs({ label, tabs }: ViewTabsProps) {
  return (
    <nav aria-label={label} className="no-print flex rounded border border-line-strong text-sm">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          className="border-l border-line px-2.5 py-1 whitespace-nowrap text-ink-2 first:border-l-0 hover:bg-hover aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
