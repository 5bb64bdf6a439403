
interface ViewTabsProps {
  label: string;
  /** `isFile`: leads to a download rather than a page. */
  tabs: readonly { label: string; href: string; current: boolean; isFile?: boolean }[];
}

/** Several looks at the same thing; each has its URL. */
export function ViewTabs({ label, tabs }: ViewTabsProps) {
  return (
    <nav aria-label={label} className="no-print flex rounded border border-line-strong text-sm">
      {tabs.map((tab) => (
        <Tab key={tab.label} {...tab} />
      ))}
    </nav>
  );
}

function Tab({ label, href, current, isFile }: ViewTabsProps['tabs'][number]) {
  const className =
    'border-l border-line px-2.5 py-1 whitespace-nowrap text-ink-2 first:border-l-0 hover:bg-hover aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink';
  if (isFile) {
    return (
      <a href={href} download className={className}>
        {label}
      </a>
    );
  }
  return (
    <a href={href} aria-current={current ? 'page' : undefined} className={className}>
      {label}
    </a>
  );
}
