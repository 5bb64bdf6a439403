import type { ReactNode } from 'react';
import type { Role } from '../../lib/access/roles';
import { links, type Place } from '../../lib/links';
import { AccountMenu } from './account-menu';
import { Mark } from './mark';
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
  /** Who is signed in; null where nobody need be. */
  person: { name: string; role: Role } | null;
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
export function Shell({ section, project, place, weeks, week, person, children }: ShellProps) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:bg-card focus:p-3">
        Skip to content
      </a>
      <header className="no-print border-b border-line bg-card">
        <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-2.5 pb-1 lg:px-8">
          <a href={links.projects()} className="flex min-h-6 min-w-6 items-center gap-2 text-sm font-semibold tracking-tight">
            <Mark />
            <span className="max-sm:sr-only">Awaited</span>
          </a>
          <span aria-hidden className="text-line-strong max-sm:hidden">
            /
          </span>
          <a href={links.board(place)} className="min-w-0 truncate text-sm leading-6 max-sm:flex-1">
            <span className="font-medium">{project.name}</span>
            <span className="text-ink-3 max-md:hidden"> · {project.migration}</span>
          </a>
          <div className={`ml-auto flex items-center gap-2 ${weeks.length > 0 ? 'max-sm:w-full' : ''}`}>
            <WeekPicker weeks={weeks} week={week} picked={place.week} />
            <QuickSearch href={links.search(place)} project={place.project} week={place.week} />
            <ThemeToggle />
            {person && <AccountMenu name={person.name} role={person.role} />}
          </div>
        </div>
        <nav aria-label="Pages" className="mx-auto max-w-[1440px] overflow-x-auto px-4 lg:px-8">
          <ul className="-mx-2 flex">
            {SECTIONS.map(([name, label, href], index) => (
              // Where the bar is wider than a phone, it begins two before the page that one is on.
              <li key={name} className={SECTIONS[index + 2]?.[0] === section ? '[scroll-initial-target:nearest]' : undefined}>
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
