import { ENDPOINTS } from '../../../../../lib/api/endpoints';
import { answers } from '../../answer';
import { projectAt } from '../../place';
import { publishedProject } from '../published-project';

export const GET = answers(ENDPOINTS.project, async ({ db, params }) => publishedProject(await projectAt(db, params)));
