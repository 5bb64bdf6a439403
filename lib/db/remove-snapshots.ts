import type { Kysely } from 'kysely';
import { chunksOf } from './insert-rows';
import type { Database } from './schema';

/** Shared rows that a removed snapshot pointed to. */
export interface Orphans {
  readonly verdicts: readonly number[];
  readonly bodies: readonly number[];
}

/** Removes snapshots and says which shared rows they pointed to; `removeOrphans` removes those nobody else needs. */
export async function removeSnapshots(trx: Kysely<Database>, ids: readonly number[]): Promise<Orphans> {
  if (ids.length === 0) return { verdicts: [], bodies: [] };
  const verdicts = await trx.selectFrom('snapshot_file').select('verdict_id').distinct().where('snapshot_id', 'in', ids).execute();
  const bodies = await trx.selectFrom('unit').select('body_id').distinct().where('snapshot_id', 'in', ids).execute();
  await trx.deleteFrom('snapshot').where('id', 'in', ids).execute();
  return { verdicts: verdicts.map((row) => row.verdict_id), bodies: bodies.map((row) => row.body_id) };
}

export async function removeOrphans(trx: Kysely<Database>, orphans: Orphans): Promise<void> {
  for (const chunk of chunksOf(orphans.verdicts, 1000)) {
    await trx
      .deleteFrom('verdict')
      .where('id', 'in', chunk)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('snapshot_file').select('snapshot_id').whereRef('verdict_id', '=', 'verdict.id'))),
      )
      .execute();
  }
  for (const chunk of chunksOf(orphans.bodies, 1000)) {
    await trx
      .deleteFrom('unit_body')
      .where('id', 'in', chunk)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('unit').select('snapshot_id').whereRef('body_id', '=', 'unit_body.id'))),
      )
      .execute();
  }
}
