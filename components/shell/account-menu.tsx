import type { Role } from '../../lib/access/roles';
import { links } from '../../lib/links';

/** Who is signed in, and the way out. Opens without scripts. */
export function AccountMenu({ name, role }: { name: string; role: Role }) {
  return (
    <details data-popup className="relative">
      <summary aria-label={`Signed in as ${name}`} className="grid h-8 max-w-40 place-items-center rounded border border-line-strong px-2 text-sm hover:bg-hover">
        <span className="max-w-full truncate max-sm:hidden" title={name}>{name}</span>
        <span aria-hidden className="font-medium uppercase sm:hidden">
          {[...name][0]}
        </span>
      </summary>
      <div className="absolute right-0 z-30 mt-1 min-w-44 rounded-md border border-line-strong bg-card py-1 text-sm shadow-lg">
        <p className="border-b border-line px-3 pt-1 pb-2">
          <span className="block max-w-60 font-medium wrap-anywhere">{name}</span>
          <span className="text-xs text-ink-3">{role}</span>
        </p>
        <a href={links.account()} className="block px-3 py-1.5 hover:bg-hover">
          {role === 'admin' ? 'Account and users' : 'Account'}
        </a>
        <form method="post" action={links.signOutForm()}>
          <button className="block w-full px-3 py-1.5 text-left hover:bg-hover">Sign out</button>
        </form>
      </div>
    </details>
  );
}
