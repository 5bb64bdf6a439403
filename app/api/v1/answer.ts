import 'server-only';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Endpoint } from '../../../lib/api/endpoints';
import { Problem } from '../../../lib/api/problem';
import { readQuery } from '../../../lib/api/query';
import type { Db } from '../../../lib/db/open';
import { admitted, Denied } from '../../access';

export interface Asked<Query> {
  db: Db;
  url: URL;
  /** The parts of the path, as they stand in the URL. */
  params: Readonly<Record<string, string>>;
  query: Query;
}

export interface RouteContext {
  params: Promise<Record<string, string>>;
}

/** A route handler that answers as the endpoint says, in JSON, also where it cannot. */
export function answers<Query extends z.ZodObject, Shape extends z.ZodType>(
  endpoint: Endpoint<Query, Shape>,
  answer: (asked: Asked<z.output<Query>>) => Promise<z.output<Shape>>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    respond(request, async (db) => {
      const url = new URL(request.url);
      const query = readQuery(endpoint.query, url.searchParams);
      const params = await context.params;
      return json(await reading(db, (moment) => answer({ db: moment, url, params, query })));
    });
}

/** All that one answer reads is of one moment, also where a scan ends meanwhile. */
export function reading<Result>(db: Db, read: (db: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().setAccessMode('read only').execute(read);
}

export interface Body {
  text: string;
  type: string;
  link?: string;
}

/** Answers whoever may read. What is answered may be kept, but is asked about again each time: a scan can change it at any moment. */
export async function respond(request: Request, make: (db: Db) => Promise<Body>): Promise<Response> {
  try {
    const { db } = await admitted('viewer', request);
    const { text, type, link } = await make(db);
    // Weak: the server may compress the body on its way.
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    const headers = { ...COMMON, 'Cache-Control': 'private, no-cache', ETag: etag, ...(link && { Link: link }) };
    if (isKnown(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers });
    return new Response(text, { headers: { ...headers, 'Content-Type': type } });
  } catch (error) {
    const isTheirs = error instanceof Problem || error instanceof Denied;
    if (!isTheirs) console.error(error);
    const [status, sentence] = isTheirs ? [error.status, error.message] : [500, 'This cannot be answered now; the log of the server says why.'];
    return Response.json({ error: sentence }, { status, headers: { ...COMMON, 'Cache-Control': 'no-store', ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }) } });
  }
}

const COMMON = { 'X-Content-Type-Options': 'nosniff' };

export function json(value: unknown): Body {
  const next = typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'string' ? value.next : null;
  return { text: `${JSON.stringify(value)}\n`, type: 'application/json', ...(next && { link: `<${next}>; rel="next"` }) };
}

function isKnown(asked: string | null, etag: string): boolean {
  if (asked === null) return false;
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return asked.trim() === '*' || asked.split(',').some((tag) => strong(tag) === strong(etag));
}
