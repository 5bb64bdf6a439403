import { databaseFile } from '../lib/db/location';
import type { MigrationCheck } from '../lib/gate-checks';
import type { Severity } from '../lib/migration';
import { baseCommit } from './base-commit';
import { checkChange } from './check-change';
import { openProjects, withStores, type OpenProject } from './open-project';
import type { ProjectOptions } from './project-options';
import { SnapshotCache } from './snapshot-cache';
import type { Memories } from './standby/memories';

export interface CheckOptions extends ProjectOptions {
  readonly base?: string | undefined;
  readonly failOn: Severity;
}

/** The check of each migration of the repository at a path. */
export async function checkAll(path: string, options: CheckOptions): Promise<MigrationCheck[]> {
  return checkProjects(await openProjects(path, options), options);
}

/** The same for projects that are open. `memories`: what earlier checks in this process left. */
export async function checkProjects(projects: readonly OpenProject[], options: CheckOptions, memories?: Memories): Promise<MigrationCheck[]> {
  const cache = new SnapshotCache(options.db ?? databaseFile());
  const checks: MigrationCheck[] = [];
  for (const project of projects) {
    const base = await baseCommit(project, options.base);
    const memory = memories?.of(project);
    const result = await withStores(project, options, (facts, board) => checkChange(project, base, options.failOn, { facts, board, snapshots: memory?.recalling(cache) ?? cache, memory: memory?.project }));
    checks.push({ migration: project.config.migration, pack: project.pack.name, result });
  }
  return checks;
}
