import { DEFAULT_CONFIG } from '../lib/config/config';
import { Failure } from '../lib/failure';
import type { OpenProject } from './open-project';

/** For documents that tell of SQLAlchemy's sessions, engines and drivers: of another migration they would say what is not so. */
export function sessionsOnly(project: OpenProject, command: string): OpenProject {
  if (project.pack.name !== DEFAULT_CONFIG.pack) {
    throw new Failure(`"awaited ${command}" writes about ${DEFAULT_CONFIG.pack} only; for ${project.pack.name} "awaited report" writes the status.`);
  }
  return project;
}
