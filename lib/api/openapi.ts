import { z } from 'zod';
import { statusReportShape } from '../status-report-shape';
import { ENDPOINTS, type Endpoint } from './endpoints';
import { isList } from './query';
import { errorShape, fileShape, hazardShape, moveShape, pointShape, projectShape, reportEntryShape, snapshotShape, unitShape, usageShape } from './shapes';

const SCHEMAS: Record<string, z.ZodType> = {
  Project: projectShape,
  Snapshot: snapshotShape,
  Point: pointShape,
  File: fileShape,
  Usage: usageShape,
  Move: moveShape,
  Hazard: hazardShape,
  Unit: unitShape,
  ReportEntry: reportEntryShape,
  Report: statusReportShape,
  Error: errorShape,
};

/** The API as an OpenAPI 3.1 document, as published in `schema/openapi.json`. */
export function openApiDocument() {
  const named = Object.entries(ENDPOINTS);
  const schemas = schemasOf(Object.fromEntries(named.map(([name, { answer }]) => [`answer of ${name}`, answer])));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Awaited',
      version: '1',
      description: 'What the board shows, as JSON, to read. Lists come in pages: follow `next` or the `Link` header. Every answer has an `ETag`; send it as `If-None-Match` to learn cheaply that nothing changed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{}, { token: [] }],
    paths: Object.fromEntries(named.map(([name, endpoint]) => [endpoint.path, { get: operation(name, endpoint, schemas.get(`answer of ${name}`)) }])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made by `awaited tokens create`. Needed where the board asks for sign-in.' } },
      schemas: Object.fromEntries(Object.keys(SCHEMAS).map((name) => [name, schemas.get(name)])),
      responses: Object.fromEntries(Object.values(PROBLEMS).map(({ name, description }) => [name, problem(description)])),
    },
  };
}

const PROBLEMS = {
  400: { name: 'BadRequest', description: 'A parameter is unknown or not valid.' },
  401: { name: 'Unauthorized', description: 'The board asks for sign-in, and no valid token or cookie came along.' },
  403: { name: 'Forbidden', description: 'The scope of the token does not cover this.' },
  404: { name: 'NotFound', description: 'There is no such project, week or file.' },
  410: { name: 'Gone', description: 'A newer scan has replaced what the cursor belongs to; begin again without it.' },
};

function operation(operationId: string, { path, summary, query }: Endpoint, schema: unknown) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: name === 'file' ? 'integer' : 'string' } }));
  const headers = { ETag: { schema: { type: 'string' } }, ...('cursor' in query.shape && { Link: { description: 'The next page, as `rel="next"`.', schema: { type: 'string' } } }) };
  return {
    operationId,
    summary,
    parameters: [...inPath, ...Object.entries(query.shape).map(([name, field]) => parameter(name, field as z.ZodType))],
    responses: {
      200: { description: summary, headers, content: { 'application/json': { schema } } },
      304: { description: 'Nothing changed since the `ETag` of `If-None-Match`.' },
      ...Object.fromEntries(
        Object.entries(PROBLEMS)
          .filter(([status]) => (status === '404' ? inPath.length > 0 : status === '410' ? 'cursor' in query.shape : true))
          .map(([status, { name }]) => [status, { $ref: `#/components/responses/${name}` }]),
      ),
    },
  };
}

function parameter(name: string, field: z.ZodType) {
  const { $schema: _, description, ...schema } = z.toJSONSchema(field);
  return { name, in: 'query', ...(description && { description }), schema, ...(isList(field) && { style: 'form', explode: false }) };
}

function problem(description: string) {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

/** Shapes that have a name are referred to by it, wherever they stand. */
function schemasOf(answers: Record<string, z.ZodType>): Map<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(SCHEMAS)) registry.add(shape, { id });
  const nameless = new Map<string, unknown>();
  for (const [id, shape] of Object.entries(answers)) {
    const known = registry.get(shape)?.id;
    if (known) nameless.set(id, { $ref: reference(known) });
    else registry.add(shape, { id });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: reference });
  return new Map([...nameless, ...Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]): [string, unknown] => [id, schema])]);
}

function reference(id: string): string {
  return `#/components/schemas/${id}`;
}
