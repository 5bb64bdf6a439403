import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Db } from '../../../lib/db/open';
import { findProject, type Project } from '../../../lib/db/read/project';
import { listSnapshots, stampOf, type SnapshotRow } from '../../../lib/db/read/snapshots';
import type { SearchParams } from '../../../lib/filter';
import type { Place } from '../../../lib/links';
import { weekOf } from '../../../lib/weeks';
import { admittedToPage } from '../../access';

/** What every page of a project starts from: the project, and the snapshot of the week that the URL names. */
export interface View {
  db: Db;
  project: Project;
  place: Place;
  /** The weeks of history, oldest first; the latest state is not among them. */
  weeks: (SnapshotRow & { week: string })[];
  /** Null before the first scan. */
  snapshot: SnapshotRow | null;
  /** The week that `snapshot` stands for; the latest state stands for the present week of the history. */
  week: string;
  /** The state at the end of the week before; null where history does not reach that far. */
  before: SnapshotRow | null;
}

export interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<SearchParams>;
}

export async function viewOf({ params, searchParams }: PageProps): Promise<View> {
  const { project } = await params;
  const { week } = await searchParams;
  return load(project, typeof week === 'string' ? week : '');
}

/** For route handlers: the project as the path names it. */
export async function viewIn(db: Db, slug: string, asked: string): Promise<View> {
  const project = await findProject(db, decodeURIComponent(slug));
  if (!project) notFound();
  return viewAt(db, project, asked);
}

/** Changes whenever any snapshot of the project does, or an exemption in it. */
export function historyStampOf({ project, weeks, snapshot }: View): string {
  return [project.id, ...weeks.map(stampOf), snapshot ? stampOf(snapshot) : ''].join(' ');
}

const load = cache(async (slug: string, asked: string): Promise<View> => {
  const { db } = await admittedToPage();
  return viewIn(db, slug, asked);
});

/** A week that is not on record stands for the latest state. */
export async function viewAt(db: Db, project: Project, asked: string): Promise<View> {
  const all = await listSnapshots(db, project.id);
  const weeks = all.filter((row): row is SnapshotRow & { week: string } => row.week !== null);
  const picked = weeks.find((row) => row.week === asked);
  const snapshot = picked ?? all.at(-1) ?? null;
  const week = picked?.week ?? weeks.at(-1)?.week ?? weekOf(snapshot?.at ?? new Date());
  const before = weeks.findLast((row) => row.week < week) ?? null;
  return { db, project, place: { project: project.slug, week: picked?.week ?? null }, weeks, snapshot, week, before };
}
