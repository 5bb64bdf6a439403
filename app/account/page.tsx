import type { Metadata } from 'next';
import { AuditTable } from '../../components/board/audit-table';
import { PlainHeader } from '../../components/shell/plain-header';
import { Empty } from '../../components/ui/empty';
import { PageTitle } from '../../components/ui/page-title';
import { Panel } from '../../components/ui/panel';
import { PASSWORD_LENGTH } from '../../lib/access/password';
import { listAccounts } from '../../lib/db/access/accounts';
import { listDecisions } from '../../lib/db/access/record';
import { listTokens } from '../../lib/db/access/tokens';
import type { AuditRow } from '../../lib/db/read/audit';
import type { SearchParams } from '../../lib/filter';
import { admittedToPage, mayOnPage } from '../access';
import { changePassword, signOutEverywhere } from './actions';
import { SAID } from './said';
import { Tokens } from './tokens';
import { Users } from './users';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { db, visitor } = await admittedToPage();
  const { said } = await searchParams;
  const message = typeof said === 'string' && Object.hasOwn(SAID, said) ? SAID[said as keyof typeof SAID] : null;
  const person = visitor.kind === 'person' ? visitor : null;
  const isAdmin = await mayOnPage('admin');
  return (
    <>
      <PlainHeader person={person} />
      <main className="mx-auto max-w-5xl space-y-6 px-4 py-6">
        <PageTitle below={person ? `Your role is ${person.role}.` : 'Nobody need sign in: no users were created, and only this machine reaches the board.'}>{person ? person.name : 'Users'}</PageTitle>
        {message && (
          <p role="status" className={`text-sm ${message.isGood ? 'text-good' : 'text-bad'}`}>
            {message.text}
          </p>
        )}
        {person && <Own />}
        {isAdmin && <Users accounts={await listAccounts(db)} own={person?.id ?? null} />}
        {isAdmin && <Tokens tokens={await listTokens(db)} now={new Date().toISOString()} />}
        {isAdmin && <Decisions rows={await listDecisions(db, SHOWN)} />}
      </main>
    </>
  );
}

/** Decisions about users and tokens that the page lists. */
const SHOWN = 200;

function Decisions({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <Panel title="Audit" aside="who decided what about users and tokens, here or on the server" flush>
      {rows.length === 0 ? <Empty title="Nothing was decided yet" /> : <AuditTable rows={rows} />}
    </Panel>
  );
}

function Own() {
  const { least, most } = PASSWORD_LENGTH;
  const field = 'block h-8 rounded border border-line-strong bg-card px-2';
  return (
    <Panel title="Password">
      <form action={changePassword} className="flex flex-wrap items-end gap-3 text-sm">
        <label>
          <span className="text-ink-3">Present</span>
          <input name="current" type="password" required maxLength={most} autoComplete="current-password" className={field} />
        </label>
        <label>
          <span className="text-ink-3">New</span>
          <input name="password" type="password" required minLength={least} maxLength={most} autoComplete="new-password" className={field} />
        </label>
        <button className="h-8 rounded border border-line-strong px-3 hover:bg-hover">Change</button>
      </form>
      <form action={signOutEverywhere} className="mt-3">
        <button className="link text-sm text-ink-2">Sign out in every browser</button>
      </form>
    </Panel>
  );
}
