import { openApiDocument } from '../../../../lib/api/openapi';
import { json, respond } from '../answer';

export async function GET(request: Request): Promise<Response> {
  return respond(request, () => Promise.resolve(json(openApiDocument())));
}
