import { Empty } from '../../components/ui/empty';
import { dayOf } from '../../components/ui/format';
import { Panel } from '../../components/ui/panel';
import { Cell, HeadCell, Table } from '../../components/ui/table';
import { scopeText } from '../../lib/access/scopes';
import type { Token } from '../../lib/db/access/tokens';
import { revokeAccess } from './actions';

/** What programs may read. `now`: ISO 8601, UTC. */
export function Tokens({ tokens, now }: { tokens: readonly Token[]; now: string }) {
  return (
    <Panel title="Tokens" aside="for programs that read the API" flush>
      {tokens.length === 0 && (
        <Empty title="There are no tokens">
          <code className="font-mono">awaited tokens create ci --scope read --expires 90d</code> on the server creates one.
        </Empty>
      )}
      {tokens.length > 0 && (
        <Table label="Tokens">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell>Scope</HeadCell>
              <HeadCell>Until</HeadCell>
              <HeadCell>Last used</HeadCell>
              <HeadCell className="relative">
                <span className="sr-only">Revoke</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <Cell className="max-w-80 min-w-36 font-medium wrap-anywhere">{token.name}</Cell>
                <Cell>{token.scopes.map(scopeText).join(', ')}</Cell>
                <Cell className="whitespace-nowrap">{dayOf(token.expiresAt)}</Cell>
                <Cell className="whitespace-nowrap">{token.usedAt === null ? 'never' : dayOf(token.usedAt)}</Cell>
                <Cell numeric>{token.revokedAt !== null ? 'revoked' : token.expiresAt <= now ? 'expired' : <Revoke token={token} />}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function Revoke({ token }: { token: Token }) {
  return (
    <form action={revokeAccess}>
      <input type="hidden" name="id" value={token.id} />
      <button aria-label={`Revoke ${token.name}`} className="link text-ink-2">
        Revoke
      </button>
    </form>
  );
}
