import { Problem } from '../../../../lib/api/problem';
import { respond } from '../answer';

/** An answer in JSON for what does not exist, too. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, () => Promise.reject(new Problem(404, 'There is no such endpoint; /api/v1/openapi.json describes them.')));
}
