import type { Role } from '../../lib/access/roles';
import { links } from '../../lib/links';
import { AccountMenu } from './account-menu';
import { Mark } from './mark';

/** What stands above pages of no project. `person`: who is signed in; null where nobody need be, or nobody is. */
export function PlainHeader({ person = null }: { person?: { name: string; role: Role } | null }) {
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-5xl items-center justify-between px-4 py-2.5">
        <a href={links.projects()} className="flex min-h-8 items-center gap-2 text-sm font-semibold tracking-tight">
          <Mark />
          Awaited
        </a>
        {person && <AccountMenu name={person.name} role={person.role} />}
      </div>
    </header>
  );
}
