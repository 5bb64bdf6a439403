import type { AuditRow } from '../../lib/db/read/audit';
import { Cell, HeadCell, Table } from '../ui/table';

interface AuditTableProps {
  rows: readonly AuditRow[];
  /** Where a file is that a row speaks of by its id; null where it is not known. */
  fileOf?: (id: number) => { path: string; href: string } | null;
}

/** Who did what, newest first. */
export function AuditTable({ rows, fileOf = () => null }: AuditTableProps) {
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
        {rows.map((row) => {
          const { file: _, ...detail } = JSON.parse(row.detail) as Record<string, unknown>;
          const id = fileIdOf(row);
          const file = id === null ? null : fileOf(id);
          return (
            <tr key={row.id} className="align-top">
              <Cell className="align-top whitespace-nowrap">{row.at.slice(0, 16).replace('T', ' ')}</Cell>
              <Cell className="align-top whitespace-nowrap">{row.who}</Cell>
              <Cell className="align-top whitespace-nowrap">{row.action}</Cell>
              <Cell className="w-full min-w-56 align-top wrap-anywhere">
                {file ? (
                  <a href={file.href} className="link mr-2">
                    {file.path}
                  </a>
                ) : (
                  id !== null && `file ${id} `
                )}
                <span className="text-ink-2">{auditText(detail)}</span>
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** The file that somebody changed something about. */
export function fileIdOf({ detail }: Pick<AuditRow, 'detail'>): number | null {
  const { file } = JSON.parse(detail) as { file?: unknown };
  return typeof file === 'number' ? file : null;
}

/** `{"item":"Reviewed"}` as `item Reviewed`; what is empty is left out. */
export function auditText(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return String(detail);
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => (typeof value === 'object' ? `${key} (${auditText(value) || 'nothing'})` : `${key} ${String(value)}`))
    .join(', ');
}
