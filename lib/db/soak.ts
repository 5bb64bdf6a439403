/** Which converted files have stood for the soak time: counted against a state of the history that lies that far back. */
import type { Kysely } from 'kysely';
import type { Config } from '../config/config';
import { soakReference } from '../file-status';
import { listSnapshots, stampOf } from './read/snapshots';
import type { Database } from './schema';

/** Brings `soaked` of every snapshot up to date with the weeks on record; those whose reference is the same stay as they are. */
export async function settleSoak(trx: Kysely<Database>, projectId: number): Promise<void> {
  const days = await soakDays(trx, projectId);
  const rows = await listSnapshots(trx, projectId);
  const weeks = rows.filter((row) => row.week !== null);
  for (const row of rows) {
    const reference = soakReference(weeks, row.at, days);
    const against = `${reference ? stampOf(reference) : ''} ${days}`;
    if (row.soakedAgainst === against) continue;
    const soaked = await soakedIn(trx, row.id, reference?.id ?? null);
    const known = await trx.selectFrom('snapshot_group').select(['group_id as group', 'soaked']).where('snapshot_id', '=', row.id).execute();
    for (const { group } of known.filter((entry) => entry.soaked !== (soaked.get(entry.group) ?? 0))) {
      await trx.updateTable('snapshot_group').set({ soaked: soaked.get(group) ?? 0 }).where('snapshot_id', '=', row.id).where('group_id', '=', group).execute();
    }
    await trx.updateTable('snapshot').set({ soaked_against: against }).where('id', '=', row.id).execute();
  }
}

async function soakDays(trx: Kysely<Database>, projectId: number): Promise<number> {
  const row = await trx.selectFrom('project').select('config').where('id', '=', projectId).executeTakeFirst();
  return (JSON.parse(row?.config ?? '{}') as Partial<Config>).soakDays ?? 0;
}

/** Files of a snapshot by group that are converted and were so in the reference; without one, all that are converted. */
async function soakedIn(trx: Kysely<Database>, snapshotId: number, referenceId: number | null): Promise<Map<number, number>> {
  const rows = await trx
    .selectFrom('snapshot_file as here')
    .innerJoin('file_group', 'file_group.id', 'here.group_id')
    .$if(referenceId !== null, (query) =>
      query
        .innerJoin('snapshot_file as then', (join) => join.onRef('then.file_id', '=', 'here.file_id').on('then.snapshot_id', '=', referenceId ?? 0))
        .innerJoin('verdict', (join) => join.onRef('verdict.id', '=', 'then.verdict_id').on('verdict.converted', '=', 1)),
    )
    .select('file_group.id as group')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where('here.snapshot_id', '=', snapshotId)
    .where('file_group.status', '=', 'converted')
    .groupBy('file_group.id')
    .execute();
  return new Map(rows.map((row) => [row.group, Number(row.files)]));
}
