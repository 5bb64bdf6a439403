/**
 * Before every page, handler and action: who sends the request, and whether it may have what it asks for. And what every
 * page answers with: a policy that runs no script but ours. Pages are rendered per request, so that each has a nonce.
 */
import { NextResponse, type NextRequest } from 'next/server';
import { cookieOf, credentialsIn, deniedText } from './app/access';
import { database } from './app/database';
import { neededFor, refusalOf, type Refusal, type Visitor } from './lib/access/admission';
import { serving } from './lib/access/serving';
import { LONGEST_MS, renewSignIn } from './lib/db/access/sign-ins';
import { visitorOf } from './lib/db/access/visitor';
import type { Db } from './lib/db/open';
import { Failure } from './lib/failure';
import { links } from './lib/links';

export async function proxy(request: NextRequest): Promise<Response> {
  const needed = neededFor(request.method, request.nextUrl.pathname);
  if (needed === null) return page(request);
  try {
    const db = await database();
    const visitor = await visitorOf(db, credentialsIn(request.headers), serving().local, new Date());
    const refusal = refusalOf(visitor, needed, request.nextUrl.pathname);
    if (refusal) return refused(request, refusal);
    return withFreshCookie(request, page(request), db, visitor);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // On this machine the page says what is wrong; others need not know.
    return serving().local ? page(request) : new Response('The board cannot be shown now.\n', { status: 503 });
  }
}

export const config = { matcher: '/((?!_next/static/).*)' };

function page(request: NextRequest): NextResponse {
  const policy = policyWith(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** A person who is not signed in is led to where that is done; a program is told. */
function refused(request: NextRequest, refusal: Refusal): Response {
  const { pathname, search } = request.nextUrl;
  const signIn = links.signIn(request.method === 'GET' ? `${pathname}${search}` : '/');
  if (refusal.status === 401 && !pathname.startsWith('/api/')) {
    // A form, and a script of ours that sends one: the router follows this header.
    if (request.headers.has('next-action')) return new Response(null, { status: 401, headers: { 'x-action-redirect': `${signIn};push` } });
    if (request.headers.has('rsc') || /\btext\/html\b/.test(request.headers.get('accept') ?? '')) return NextResponse.redirect(new URL(signIn, request.url), 303);
  }
  if (!pathname.startsWith('/api/')) return deniedText({ status: refusal.status, message: refusal.sentence });
  const headers: HeadersInit = { 'Cache-Control': 'no-store', ...(refusal.status === 401 && { 'WWW-Authenticate': 'Bearer' }) };
  return Response.json({ error: refusal.sentence }, { status: refusal.status, headers });
}

/** An old secret is replaced while somebody looks at a page; the other requests of that page may still carry it. */
async function withFreshCookie(request: NextRequest, response: NextResponse, db: Db, visitor: Visitor): Promise<NextResponse> {
  const { secret } = credentialsIn(request.headers);
  if (visitor.kind !== 'person' || !visitor.isDue || secret === null) return response;
  const fresh = await renewSignIn(db, visitor.signIn, secret, new Date());
  if (fresh !== null) response.headers.append('Set-Cookie', cookieOf(fresh, LONGEST_MS / 1000));
  return response;
}

function policyWith(nonce: string): string {
  // The development server evaluates code to show errors at their source lines.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // Widths of bars are style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
