import { ENDPOINTS } from '../../../../lib/api/endpoints';
import { Pager } from '../../../../lib/api/paging';
import { listProjects } from '../../../../lib/db/read/project';
import { answers } from '../answer';
import { publishedProject } from './published-project';

export const GET = answers(ENDPOINTS.projects, async ({ db, url, query }) => {
  const projects = await listProjects(db);
  return new Pager(url, query, projects.map((project) => project.slug).join(' ')).of(projects.map(publishedProject));
});
