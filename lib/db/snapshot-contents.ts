/** The rows below a snapshot, and how they are written: those that another snapshot has already are not sent again. */
import type { Insertable, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { QualityNote } from '../../scanner/snapshot';
import { chunksOf, insertRows, putRows } from './insert-rows';
import type { Database, SnapshotFigureTable, SnapshotFileTable, SnapshotGroupTable, SnapshotTotalTable, UnitTable } from './schema';

/** All that a snapshot holds. Each table's rows by what tells them apart within the snapshot. */
export interface Contents {
  readonly files: ReadonlyMap<number, Below<SnapshotFileTable>>;
  readonly groups: ReadonlyMap<number, Below<SnapshotGroupTable>>;
  readonly totals: ReadonlyMap<string, Below<SnapshotTotalTable>>;
  readonly figures: ReadonlyMap<string, Below<SnapshotFigureTable>>;
  /** By rank, from 0 without a gap. */
  readonly units: ReadonlyMap<number, Below<UnitTable>>;
  readonly notes: readonly Pick<QualityNote, 'kind' | 'path' | 'line' | 'message'>[];
}

/** A row without the snapshot that it belongs to. */
export type Below<Row> = Omit<Row, 'snapshot_id'>;

export const NOTHING: Contents = { files: new Map(), groups: new Map(), totals: new Map(), figures: new Map(), units: new Map(), notes: [] };

/** Where contents go: `copyOf` is a snapshot that has the contents before; without it the snapshot itself has them. */
export interface Target {
  readonly id: number;
  readonly copyOf?: number;
}

/** Makes the contents of a snapshot what they are `after`, given what they are `before`. */
export async function writeContents(trx: Kysely<Database>, target: Target, before: Contents, after: Contents): Promise<void> {
  const { id } = target;
  const files = await patch(trx, target, FILES, before.files, after.files);
  for (const chunk of chunksOf(files, 1000)) await trx.deleteFrom('snapshot_file').where('snapshot_id', '=', id).where('file_id', 'in', chunk).execute();
  if ((await patch(trx, target, GROUPS, before.groups, after.groups)).length > 0) await trx.deleteFrom('snapshot_group').where('snapshot_id', '=', id).where('files', '<=', 0).execute();
  if ((await patch(trx, target, TOTALS, before.totals, after.totals)).length > 0) await trx.deleteFrom('snapshot_total').where('snapshot_id', '=', id).where('count', '<=', 0).execute();
  if ((await patch(trx, target, FIGURES, before.figures, after.figures)).length > 0) await trx.deleteFrom('snapshot_figure').where('snapshot_id', '=', id).where('count', '<=', 0).execute();
  if ((await patch(trx, target, UNITS, before.units, after.units)).length > 0) await trx.deleteFrom('unit').where('snapshot_id', '=', id).where('rank', '>=', after.units.size).execute();
  await writeNotes(trx, target, before.notes, after.notes);
}

interface Table<Name extends keyof Database, Row> {
  readonly name: Name;
  readonly keys: readonly string[];
  readonly columns: readonly (keyof Row & string)[];
  /** The column that is zero in a row that counts as missing. */
  readonly count?: keyof Row & string;
}

const FILES: Table<'snapshot_file', Below<SnapshotFileTable>> = { name: 'snapshot_file', keys: ['file_id'], columns: ['file_id', 'verdict_id', 'group_id'] };
const GROUPS: Table<'snapshot_group', Below<SnapshotGroupTable>> = { name: 'snapshot_group', keys: ['group_id'], columns: ['group_id', 'files', 'soaked'], count: 'files' };
const TOTALS: Table<'snapshot_total', Below<SnapshotTotalTable>> = { name: 'snapshot_total', keys: ['dimension', 'key', 'kind', 'state'], columns: ['dimension', 'key', 'kind', 'state', 'count'], count: 'count' };
const FIGURES: Table<'snapshot_figure', Below<SnapshotFigureTable>> = { name: 'snapshot_figure', keys: ['dimension', 'key', 'figure'], columns: ['dimension', 'key', 'figure', 'count'], count: 'count' };
const UNITS: Table<'unit', Below<UnitTable>> = { name: 'unit', keys: ['rank'], columns: ['rank', 'unit_id', 'body_id'] };

/** Writes what differs; gives the keys of rows that have to go. Those of a table that counts are zero by then. */
async function patch<Name extends keyof Database, Key, Row extends object>(
  trx: Kysely<Database>,
  { id, copyOf }: Target,
  { name, keys, columns, count }: Table<Name, Row>,
  before: ReadonlyMap<Key, Row>,
  after: ReadonlyMap<Key, Row>,
): Promise<Key[]> {
  const changed: Row[] = [];
  for (const [key, row] of after) {
    const known = before.get(key);
    if (known === undefined || (known !== row && columns.some((column) => known[column] !== row[column]))) changed.push(row);
  }
  const gone = [...before.keys()].filter((key) => !after.has(key));
  const put = (rows: Iterable<Row>) => putRows(trx, name, Array.from(rows, (row) => ({ snapshot_id: id, ...row }) as Insertable<Database[Name]>), ['snapshot_id', ...keys]);
  if (copyOf !== undefined) {
    // Rows that are copied cost a tenth of rows that are sent; those that change cost both.
    if ((changed.length + gone.length) * 2 > after.size) return put(after.values()).then(() => []);
    await copyRows(trx, name, columns, { from: copyOf, to: id });
  }
  const zeroes = count === undefined ? [] : gone.map((key) => ({ ...(before.get(key) as Row), [count]: 0 }));
  await put([...changed, ...zeroes]);
  return gone;
}

async function copyRows(trx: Kysely<Database>, table: keyof Database, columns: readonly string[], { from, to }: { readonly from: number; readonly to: number }, orderBy = columns[0] ?? ''): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (snapshot_id, ${names}) select cast(${to} as integer), ${names} from ${sql.table(table)} where snapshot_id = ${from} order by ${sql.ref(orderBy)}`.execute(trx);
}

async function writeNotes(trx: Kysely<Database>, { id, copyOf }: Target, before: Contents['notes'], after: Contents['notes']): Promise<void> {
  const columns = ['kind', 'path', 'line', 'message'] as const;
  const isSame = before.length === after.length && after.every((note, index) => columns.every((column) => note[column] === before[index]?.[column]));
  if (isSame && copyOf === undefined) return;
  if (isSame && copyOf !== undefined) return after.length === 0 ? undefined : copyRows(trx, 'quality_note', columns, { from: copyOf, to: id }, 'id');
  if (copyOf === undefined && before.length > 0) await trx.deleteFrom('quality_note').where('snapshot_id', '=', id).execute();
  await insertRows(trx, 'quality_note', after.map(({ kind, path, line, message }) => ({ snapshot_id: id, kind, path, line, message })));
}
