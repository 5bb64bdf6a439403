import type { Kysely, Selectable } from 'kysely';
import type { Presentation } from '../../../scanner/packs/document';
import type { Config } from '../../config/config';
import type { StateCounts } from '../../migration';
import { wordsOf, type Words } from '../../words';
import type { Database, ProjectTable } from '../schema';
import { countsBy } from './state-counts';

export interface Project {
  id: number;
  slug: string;
  name: string;
  root: string;
  pack: string;
  branch: string;
  config: Config;
  /** What the migration's pack says for people. */
  presentation: Presentation;
  words: Words;
}

export async function findProject(db: Kysely<Database>, slug: string): Promise<Project | null> {
  const row = await db.selectFrom('project').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row ? projectOf(row) : null;
}

export interface ProjectSummary extends Project {
  /** Null until the first scan is whole. */
  commit: string | null;
  at: string | null;
  counts: StateCounts;
}

/** All projects by name, each with its latest figures. */
export async function listProjects(db: Kysely<Database>): Promise<ProjectSummary[]> {
  const rows = await db.selectFrom('project').selectAll().orderBy('name').execute();
  const latest = await db
    .selectFrom('snapshot')
    .select(['project_id', 'commit_sha', 'committed_at'])
    .where('week', 'is', null)
    .execute();
  const totals = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_total', 'snapshot_total.snapshot_id', 'snapshot.id')
    .select(['snapshot.project_id', 'snapshot_total.state'])
    .select((eb) => eb.fn.sum<number>('snapshot_total.count').as('count'))
    .where('snapshot.week', 'is', null)
    .where('snapshot_total.dimension', '=', 'all')
    .groupBy(['snapshot.project_id', 'snapshot_total.state'])
    .execute();
  const counts = countsBy(totals, (row) => row.project_id);
  const states = new Map(latest.map((row) => [row.project_id, row]));
  return rows.map((row) => {
    const state = states.get(row.id);
    return {
      ...projectOf(row),
      commit: state?.commit_sha ?? null,
      at: state?.committed_at ?? null,
      counts: counts.get(row.id) ?? {},
    };
  });
}

function projectOf(row: Selectable<ProjectTable>): Project {
  const { id, slug, name, root, pack, branch } = row;
  const { presentation = {}, ...config } = JSON.parse(row.config) as Config & { presentation?: Presentation };
  return { id, slug, name, root, pack, branch, config, presentation, words: wordsOf(presentation.words) };
}
