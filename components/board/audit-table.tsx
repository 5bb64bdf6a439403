import type { AuditRow } from '../../lib/db/read/audit';
import { Cell, HeadCell, Table } from '../ui/table';

/** Who did what, newest first. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <Table label="Audit">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Detail</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Cell className="whitespace-nowrap">{row.at.slice(0, 16).replace('T', ' ')}</Cell>
            <Cell className="whitespace-nowrap">{row.who}</Cell>
            <Cell className="whitespace-nowrap">{row.action}</Cell>
            <Cell className="font-mono text-xs break-all">{row.detail}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
