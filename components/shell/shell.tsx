import type { ReactNode } from 'react';
import { links, type Place } from '../../lib/links';
import { QuickSearch } from './quick-search';
import { ThemeToggle } from './theme-toggle';
import { WeekPicker } from './week-picker';

export type Section = 'board' | 'files' | 'services' | 'phases' | 'next' | 'hazards' | 'week' | 'report' | 'activity' | 'search' | 'quality';

export interface ShellProps {
  section: Section;
  project: { name: string; migration: string };
  place: Place;
  /** Weeks of history, oldest first. */
  weeks: readonly string[];
  /** The week that the page shows. */
  week: string;
  children: ReactNode;
}

const SECTIONS: readonly [Section, string, (place: Place) => string][] = [
  ['board', 'Board', links.board],
  ['files', 'Files', links.files],
  ['services', 'Services', links.services],
  ['phases', 'Phases', links.phases],
  ['next', 'Next', links.next],
  ['hazards', 'Hazards', links.hazards],
  ['week', 'This week', links.week],
  ['report', 'Report', links.report],
];

/** What stands around every page of a project: where one is, the week, and the way to everything else. */
export function Shell({ section, project, place, weeks, week, children }: ShellProps) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:bg-card focus:p-3">
        Skip to content
      </a>
      <header className="no-print border-b border-line bg-card">
        <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-2.5 pb-1 lg:px-8">
          <a href={links.projects()} className="flex items-center gap-2 text-sm font-semibold tracking-tight">
            <Mark />
            <span className="max-sm:sr-only">Awaited</span>
          </a>
          <span aria-hidden className="text-line-strong max-sm:hidden">
            /
          </span>
          <a href={links.board(place)} className="min-w-0 truncate text-sm">
            <span className="font-medium">{project.name}</span>
            <span className="text-ink-3 max-md:hidden"> · {project.migration}</span>
          </a>
          <div className="ml-auto flex items-center gap-2">
            <WeekPicker weeks={weeks} week={week} picked={place.week} />
            <QuickSearch href={links.search(place)} project={place.project} week={place.week} />
            <ThemeToggle />
          </div>
        </div>
        <nav aria-label="Pages" className="mx-auto max-w-[1440px] overflow-x-auto px-4 lg:px-8">
          <ul className="-mx-2 flex">
            {SECTIONS.map(([name, label, href]) => (
              <li key={name}>
                <a
                  href={href(place)}
                  aria-current={name === section ? 'page' : undefined}
                  className="block border-b-2 border-transparent px-2.5 py-2 text-sm whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-ink aria-[current]:font-medium aria-[current]:text-ink"
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" className="mx-auto max-w-[1440px] px-4 py-6 lg:px-8">
        {children}
      </main>
    </>
  );
}

function Mark() {
  return (
    <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden>
      <rect x="1.5" y="9" width="3" height="5" rx="0.5" fill="var(--state-sync)" />
      <rect x="6.5" y="5.5" width="3" height="8.5" rx="0.5" fill="var(--state-bridged)" />
      <rect x="11.5" y="2" width="3" height="12" rx="0.5" fill="var(--state-async)" />
    </svg>
  );
}
