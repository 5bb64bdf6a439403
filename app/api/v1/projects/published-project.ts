import type { z } from 'zod';
import { progressIn, type projectShape } from '../../../../lib/api/shapes';
import type { ProjectSummary } from '../../../../lib/db/read/project';

/** Where the repository lies on this machine is nobody's business. */
export function publishedProject({ slug, name, config, pack, branch, commit, at, counts }: ProjectSummary): z.output<typeof projectShape> {
  return { project: slug, name, migration: config.migration, pack, branch, commit, committedAt: at, ...progressIn(counts) };
}
