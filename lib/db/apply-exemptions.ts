/** Lays the exemptions of a file over all that is stored of it, in every week, so that figures and lists agree at once. */
import type { Kysely } from 'kysely';
import type { FileResult } from '../../scanner/snapshot';
import type { Config } from '../config/config';
import { phaseFinder } from '../config/phases';
import { exemptFile, exemptPlaces, type BoardExemption } from '../exemptions';
import { figureCounts, usageCounts } from './count-snapshot';
import { placesOf, type FileGroup } from './file-groups';
import { chunksOf, insertRows } from './insert-rows';
import { exemptionsByFile } from './read/exemptions';
import { foundFiles, type FoundFile } from './read/found-files';
import { regroupFile } from './regroup-file';
import { totalRows, verdictFigures } from './save-verdicts';
import type { Database, Dimension, SnapshotFigureTable, SnapshotTotalTable } from './schema';
import { settleSoak } from './soak';

/** To be called in the transaction that makes or takes back an exemption. */
export async function applyExemptions(trx: Kysely<Database>, projectId: number, fileId: number): Promise<void> {
  const exemptions = (await exemptionsByFile(trx, projectId)).get(fileId) ?? [];
  const changed = new Map<number, Change>();
  for (const found of await foundFiles(trx, fileId)) {
    const change = changeOf(found, exemptions);
    if (change === null) continue;
    changed.set(found.verdictId, change);
    await writeVerdict(trx, found, change);
  }
  if (changed.size === 0) return;
  const snapshots = await trx
    .selectFrom('snapshot_file')
    .leftJoin('file_group', 'file_group.id', 'snapshot_file.group_id')
    .select(['snapshot_id as snapshotId', 'verdict_id as verdictId', 'file_group.phase', 'file_group.owners'])
    .where('snapshot_file.file_id', '=', fileId)
    .where('verdict_id', 'in', [...changed.keys()])
    .execute();
  const phaseOf = await presentPhases(trx, projectId);
  const deltas = snapshots.flatMap(({ snapshotId, verdictId, phase, owners }) => {
    const change = changed.get(verdictId);
    if (!change) return [];
    const { service, category } = change.before;
    return deltasOf(change, placesOf({ service, category, phase: phase ?? phaseOf(change.before) ?? '', owners: owners ?? '' })).map((delta) => ({ snapshotId, ...delta }));
  });
  await addTotals(trx, deltas);
  const ids = snapshots.map((row) => row.snapshotId);
  for (const chunk of chunksOf(ids, 500)) await trx.updateTable('snapshot').set((eb) => ({ revision: eb('revision', '+', 1) })).where('id', 'in', chunk).execute();
  const entries = snapshots.flatMap(({ snapshotId, verdictId }) => {
    const change = changed.get(verdictId);
    return change ? [{ snapshotId, fileId, found: change.found, counted: change.after }] : [];
  });
  await regroupFile(trx, projectId, entries);
  await settleSoak(trx, projectId);
}

interface Change {
  /** The file as the scan found it, as it counted until now, and as it counts from now on. */
  readonly found: FileResult;
  readonly before: FileResult;
  readonly after: FileResult;
  readonly exemptions: readonly BoardExemption[];
}

function changeOf({ file, usageExemptions, hazardExemptions }: FoundFile, exemptions: readonly BoardExemption[]): Change | null {
  const places = exemptPlaces(file, exemptions);
  const same = (now: readonly (BoardExemption | undefined)[], then: readonly (number | null)[]) => now.every((exemption, index) => (exemption?.id ?? null) === then[index]);
  if (same(places.usages, usageExemptions) && same(places.hazards, hazardExemptions)) return null;
  const before = {
    ...file,
    usages: file.usages.map((usage, index) => (usageExemptions[index] !== null ? { ...usage, state: 'exempt' as const } : usage)),
    hazards: file.hazards.map((hazard, index) => (hazardExemptions[index] !== null ? { ...hazard, exempt: '' } : hazard)),
  };
  return { found: file, before, after: exemptFile(file, exemptions), exemptions };
}

async function writeVerdict(trx: Kysely<Database>, { verdictId, file, usageIds, hazardIds }: FoundFile, { after, exemptions }: Change): Promise<void> {
  const places = exemptPlaces(file, exemptions);
  for (const exemption of [null, ...exemptions]) {
    const id = exemption?.id ?? null;
    const usages = usageIds.filter((_, index) => (places.usages[index]?.id ?? null) === id);
    const hazards = hazardIds.filter((_, index) => (places.hazards[index]?.id ?? null) === id);
    for (const chunk of chunksOf(usages, 1000)) await trx.updateTable('usage').set({ exemption_id: id }).where('id', 'in', chunk).execute();
    for (const chunk of chunksOf(hazards, 1000)) await trx.updateTable('hazard').set({ exemption_id: id }).where('id', 'in', chunk).execute();
  }
  await trx.deleteFrom('verdict_total').where('verdict_id', '=', verdictId).execute();
  await insertRows(trx, 'verdict_total', totalRows(after, verdictId));
  await trx.updateTable('verdict').set(verdictFigures(after)).where('id', '=', verdictId).execute();
}

/** For weeks that an older version stored without the phase of each file. */
async function presentPhases(trx: Kysely<Database>, projectId: number): Promise<(file: FileResult) => FileGroup['phase'] | null> {
  const { config } = await trx.selectFrom('project').select('config').where('id', '=', projectId).executeTakeFirstOrThrow();
  const { phases } = JSON.parse(config) as Partial<Config>;
  return phases ? phaseFinder({ phases } as Config) : () => null;
}

interface Delta {
  readonly dimension: Dimension;
  readonly key: string;
  readonly count: number;
  /** `kind state`, or a figure. */
  readonly name: string;
  readonly of: 'total' | 'figure';
}

function deltasOf({ before, after }: Change, places: readonly [Dimension, string][]): Delta[] {
  const differences = [
    ...differencesOf(usageCounts(before), usageCounts(after)).map((difference) => ({ ...difference, of: 'total' as const })),
    ...differencesOf(figureCounts(before), figureCounts(after)).map((difference) => ({ ...difference, of: 'figure' as const })),
  ];
  return places.flatMap(([dimension, key]) => differences.map((difference) => ({ dimension, key, ...difference })));
}

function differencesOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): { name: string; count: number }[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const count = (after.get(name) ?? 0) - (before.get(name) ?? 0);
    return count === 0 ? [] : [{ name, count }];
  });
}

async function addTotals(trx: Kysely<Database>, deltas: readonly (Delta & { readonly snapshotId: number })[]): Promise<void> {
  const totals = deltas.flatMap(({ of, snapshotId, dimension, key, name, count }) => {
    const [kind, state] = name.split(' ') as [SnapshotTotalTable['kind'], SnapshotTotalTable['state']];
    return of === 'total' ? [{ snapshot_id: snapshotId, dimension, key, kind, state, count }] : [];
  });
  const figures = deltas.flatMap(({ of, snapshotId, dimension, key, name, count }) =>
    of === 'figure' ? [{ snapshot_id: snapshotId, dimension, key, figure: name as SnapshotFigureTable['figure'], count }] : [],
  );
  for (const chunk of chunksOf(totals, 1000)) {
    await trx
      .insertInto('snapshot_total')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['snapshot_id', 'dimension', 'key', 'kind', 'state']).doUpdateSet((eb) => ({ count: eb('snapshot_total.count', '+', eb.ref('excluded.count')) })))
      .execute();
  }
  for (const chunk of chunksOf(figures, 1000)) {
    await trx
      .insertInto('snapshot_figure')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['snapshot_id', 'dimension', 'key', 'figure']).doUpdateSet((eb) => ({ count: eb('snapshot_figure.count', '+', eb.ref('excluded.count')) })))
      .execute();
  }
  // A missing row is zero.
  for (const chunk of chunksOf([...new Set(deltas.map((delta) => delta.snapshotId))], 500)) {
    await trx.deleteFrom('snapshot_total').where('snapshot_id', 'in', chunk).where('count', '<=', 0).execute();
    await trx.deleteFrom('snapshot_figure').where('snapshot_id', 'in', chunk).where('count', '<=', 0).execute();
  }
}
