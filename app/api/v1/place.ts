import 'server-only';
import { Problem } from '../../../lib/api/problem';
import type { Db } from '../../../lib/db/open';
import { listProjects, type ProjectSummary } from '../../../lib/db/read/project';
import type { SnapshotRow } from '../../../lib/db/read/snapshots';
import { viewAt, type View } from '../../p/[project]/view';

type Params = Readonly<Record<string, string>>;

/** The project that the path names. */
export async function projectAt(db: Db, params: Params): Promise<ProjectSummary> {
  const project = (await listProjects(db)).find((row) => row.slug === params.project);
  if (!project) throw new Problem(404, 'There is no such project; /api/v1/projects lists them.');
  return project;
}

/** The snapshot of the week that is asked for; the latest one where none is. */
export async function snapshotAt(db: Db, params: Params, week: string | undefined): Promise<View & { snapshot: SnapshotRow }> {
  const project = await projectAt(db, params);
  const view = await viewAt(db, project, week ?? '');
  const { snapshot } = view;
  if (!snapshot) throw new Problem(404, `${project.name} has no finished scan yet.`);
  if (week !== undefined && view.place.week !== week) throw new Problem(404, `${project.name} has nothing on record for ${week}.`);
  return { ...view, snapshot };
}
