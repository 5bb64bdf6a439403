import type { Kysely } from 'kysely';
import type { StateCounts, UsageKind } from '../../migration';
import type { Database, Dimension } from '../schema';
import type { Figures } from './figures';
import { countsBy } from './state-counts';

export interface SeriesOf {
  readonly dimension: Dimension;
  readonly key: string;
}

/** Snapshot → kind → counts by state, of the whole project or of one service, category, phase or owner. */
export async function kindSeries(db: Kysely<Database>, projectId: number, { dimension, key }: SeriesOf): Promise<Map<number, Map<UsageKind, StateCounts>>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_total', 'snapshot_total.snapshot_id', 'snapshot.id')
    .select(['snapshot.id', 'kind', 'state', 'count'])
    .where('snapshot.project_id', '=', projectId)
    .where('dimension', '=', dimension)
    .where('key', '=', key)
    .orderBy('kind')
    .execute();
  return byKind(rows);
}

/** The same of one file. */
export async function kindSeriesOfFile(db: Kysely<Database>, fileId: number): Promise<Map<number, Map<UsageKind, StateCounts>>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict_total', 'verdict_total.verdict_id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.snapshot_id as id', 'kind', 'state', 'count'])
    .where('snapshot_file.file_id', '=', fileId)
    .orderBy('kind')
    .execute();
  return byKind(rows);
}

/** Snapshot → what it holds beside usages. A missing figure is zero. */
export async function figureSeries(db: Kysely<Database>, projectId: number, { dimension, key }: SeriesOf): Promise<Map<number, Figures>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_figure', 'snapshot_figure.snapshot_id', 'snapshot.id')
    .select(['snapshot.id', 'figure', 'count'])
    .where('snapshot.project_id', '=', projectId)
    .where('dimension', '=', dimension)
    .where('key', '=', key)
    .execute();
  const series = new Map<number, Figures>();
  for (const { id, figure, count } of rows) series.set(id, { ...series.get(id), [figure]: count });
  return series;
}

function byKind(rows: readonly { id: number; kind: UsageKind; state: keyof StateCounts; count: number }[]): Map<number, Map<UsageKind, StateCounts>> {
  const snapshots = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    const own = snapshots.get(row.id);
    if (own) own.push(row);
    else snapshots.set(row.id, [row]);
  }
  return new Map([...snapshots].map(([id, own]) => [id, countsBy(own, (row) => row.kind)]));
}
