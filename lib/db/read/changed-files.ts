import type { Kysely } from 'kysely';
import type { FileResult } from '../../../scanner/snapshot';
import type { Database } from '../schema';
import { hazardsOf, usagesOf } from './verdict-contents';

export interface ChangedFiles {
  before: FileResult[];
  after: FileResult[];
  /** New path → old path of the files that were renamed between the two. */
  renames: Map<string, string>;
  /** Path on either side → file id. */
  ids: Map<string, number>;
}

/** The files whose verdict differs between two snapshots, on both sides; evidence is left out. */
export async function listChangedFiles(db: Kysely<Database>, before: number, after: number): Promise<ChangedFiles> {
  const old = await newIn(db, before, after);
  const now = await newIn(db, after, before);
  const verdicts = [...old, ...now].map((row) => row.verdict);
  const usages = await usagesOf(db, verdicts);
  const hazards = await hazardsOf(db, verdicts);
  const resultOf = ({ verdict, fileId: _, ...file }: VerdictRow): FileResult => ({
    ...file,
    language: file.language as FileResult['language'],
    usages: usages.get(verdict) ?? [],
    hazards: hazards.get(verdict) ?? [],
  });
  const paths = new Map(old.map((row) => [row.fileId, row.path]));
  return {
    before: old.map(resultOf),
    after: now.map(resultOf),
    renames: new Map(now.flatMap(({ fileId, path }) => (paths.has(fileId) && paths.get(fileId) !== path ? [[path, paths.get(fileId) ?? path]] : []))),
    ids: new Map([...old, ...now].map((row) => [row.path, row.fileId])),
  };
}

type VerdictRow = Awaited<ReturnType<typeof newIn>>[number];

/** Verdicts of one snapshot that the other does not have for that file. */
function newIn(db: Kysely<Database>, snapshot: number, other: number) {
  return db
    .selectFrom('snapshot_file as here')
    .leftJoin('snapshot_file as there', (join) => join.onRef('there.file_id', '=', 'here.file_id').on('there.snapshot_id', '=', other))
    .innerJoin('verdict', 'verdict.id', 'here.verdict_id')
    .select(['here.file_id as fileId', 'verdict.id as verdict', 'verdict.path', 'verdict.blob', 'verdict.language'])
    .select(['verdict.service', 'verdict.category', 'verdict.lines'])
    .where('here.snapshot_id', '=', snapshot)
    .where((eb) => eb.or([eb('there.verdict_id', 'is', null), eb('there.verdict_id', '!=', eb.ref('here.verdict_id'))]))
    .orderBy('verdict.path')
    .execute();
}
