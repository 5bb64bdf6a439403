import { dayOf, plural } from '../../components/ui/format';
import { Panel } from '../../components/ui/panel';
import { Cell, HeadCell, Table } from '../../components/ui/table';
import { PASSWORD_LENGTH } from '../../lib/access/password';
import { ROLE_MEANINGS, ROLES, type Role } from '../../lib/access/roles';
import type { Account } from '../../lib/db/access/accounts';
import { addUser, changeRole, removeUser } from './actions';

const BUTTON = 'h-8 rounded border border-line-strong px-3 hover:bg-hover';
const FIELD = 'h-8 rounded border border-line-strong bg-card px-2';

/** Who may sign in. `own`: the account of who looks, which only others change. */
export function Users({ accounts, own }: { accounts: readonly Account[]; own: number | null }) {
  return (
    <Panel title="Users" aside={ROLES.map((role) => `${role} ${ROLE_MEANINGS[role]}`).join(' · ')} flush>
      {accounts.length > 0 && (
        <Table label="Users">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell>Since</HeadCell>
              <HeadCell>Signed in</HeadCell>
              <HeadCell className="relative">
                <span className="sr-only">Remove</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.id}>
                <Cell className="max-w-80 min-w-36 font-medium wrap-anywhere">{account.name}</Cell>
                <Cell>{account.id === own ? account.role : <RoleForm account={account} />}</Cell>
                <Cell className="whitespace-nowrap">{dayOf(account.createdAt)}</Cell>
                <Cell className="whitespace-nowrap">{account.signIns === 0 ? 'nowhere' : plural(account.signIns, 'browser')}</Cell>
                <Cell numeric>
                  {account.id !== own && (
                    <form action={removeUser}>
                      <input type="hidden" name="name" value={account.name} />
                      <button aria-label={`Remove ${account.name}`} className="link text-ink-2">
                        Remove
                      </button>
                    </form>
                  )}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <form action={addUser} className="flex flex-wrap items-end gap-2 border-t border-line px-4 py-3 text-sm">
        <input name="name" required maxLength={60} aria-label="Name of a new user" placeholder="Name" autoComplete="off" className={FIELD} />
        <input name="password" type="password" required minLength={PASSWORD_LENGTH.least} maxLength={PASSWORD_LENGTH.most} aria-label="First password" placeholder="First password" autoComplete="new-password" className={FIELD} />
        <RoleField label="Role" role={accounts.length === 0 ? 'admin' : 'viewer'} />
        <button className={BUTTON}>Add</button>
      </form>
    </Panel>
  );
}

function RoleForm({ account }: { account: Account }) {
  return (
    <form action={changeRole} className="flex gap-2">
      <input type="hidden" name="name" value={account.name} />
      <RoleField label={`Role of ${account.name}`} role={account.role} />
      <button aria-label={`Change the role of ${account.name}`} className={BUTTON}>
        Change
      </button>
    </form>
  );
}

function RoleField({ label, role }: { label: string; role: Role }) {
  return (
    <select name="role" defaultValue={role} aria-label={label} className={FIELD}>
      {ROLES.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
