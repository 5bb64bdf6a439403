import type { Kysely } from 'kysely';
import type { State, UsageKind } from '../../migration';
import type { Database } from '../schema';

export interface ChangedFile {
  fileId: number;
  path: string;
  service: string;
  before: UsageBrief[];
  after: UsageBrief[];
}

export interface UsageBrief {
  kind: UsageKind;
  state: State;
  api: string;
  method: string;
  scope: string;
  line: number;
}

/** The files whose verdict differs between two snapshots, with their usages on both sides. */
export async function listChangedUsages(db: Kysely<Database>, before: number, after: number): Promise<ChangedFile[]> {
  const [was, is] = await Promise.all([verdictsOf(db, before), verdictsOf(db, after)]);
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((file) => was.get(file)?.verdict !== is.get(file)?.verdict);
  const verdicts = changed.flatMap((file) => [was.get(file)?.verdict ?? [], is.get(file)?.verdict ?? []].flat());
  const usages = await usagesOf(db, verdicts);
  return changed
    .map((fileId) => {
      const [old, now] = [was.get(fileId), is.get(fileId)];
      return {
        fileId,
        path: (now ?? old)?.path ?? '',
        service: (now ?? old)?.service ?? '',
        before: (old && usages.get(old.verdict)) ?? [],
        after: (now && usages.get(now.verdict)) ?? [],
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function verdictsOf(db: Kysely<Database>, snapshotId: number) {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as id', 'verdict.path', 'verdict.id as verdict', 'verdict.service'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** SQLite and PostgreSQL bound the number of parameters of a statement. */
const BATCH = 500;

async function usagesOf(db: Kysely<Database>, verdicts: readonly number[]): Promise<Map<number, UsageBrief[]>> {
  const found = new Map<number, UsageBrief[]>();
  for (let from = 0; from < verdicts.length; from += BATCH) {
    const rows = await db
      .selectFrom('usage')
      .select(['verdict_id', 'kind', 'state', 'api', 'method', 'scope', 'line'])
      .where('verdict_id', 'in', verdicts.slice(from, from + BATCH))
      .orderBy('verdict_id')
      .orderBy('line')
      .execute();
    for (const { verdict_id, ...usage } of rows) {
      const list = found.get(verdict_id);
      if (list) list.push(usage);
      else found.set(verdict_id, [usage]);
    }
  }
  return found;
}
