import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { refusalOf, type Visitor } from '../lib/access/admission';
import { covers, type Role } from '../lib/access/roles';
import { serving } from '../lib/access/serving';
import { visitorOf, type Credentials } from '../lib/db/access/visitor';
import type { Db } from '../lib/db/open';
import { links } from '../lib/links';
import { reached } from '../lib/reached';
import { database } from './database';

export interface Admitted {
  db: Db;
  visitor: Visitor;
}

/** What a visitor may not have. */
export class Denied extends Error {
  override readonly name = 'Denied';

  constructor(
    readonly status: 401 | 403,
    sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * The way of every page, handler and action to the database: asked again here although proxy.ts asked before, so that
 * whatever finds a way around that one finds this one closed. `request`: of a handler that programs with a token may
 * ask, too. Throws `Denied`.
 */
export async function admitted(needed: Role, request?: Request): Promise<Admitted> {
  reached();
  const given = request?.headers ?? (await headers());
  const db = await database();
  const visitor = await visitorOf(db, credentialsIn(given), serving().local, new Date());
  const refusal = refusalOf(visitor, needed, request ? new URL(request.url).pathname : null);
  if (refusal) throw new Denied(refusal.status, refusal.sentence);
  return { db, visitor };
}

/** For pages: whoever is not signed in is led there. Asked once for each page, however many of its parts ask. */
export const admittedToPage = cache(async (): Promise<Admitted> => {
  try {
    return await admitted('viewer');
  } catch (error) {
    if (error instanceof Denied) redirect(links.signIn());
    throw error;
  }
});

/** Whether the page may offer what needs a role; what it offers asks again. */
export async function mayOnPage(role: Role): Promise<boolean> {
  const { visitor } = await admittedToPage();
  return visitor.kind === 'local' || (visitor.kind === 'person' && covers(visitor.role, role));
}

/** A route handler that says in a sentence whom it does not answer. */
export function guarded<Context>(answer: (request: Request, context: Context, admitted: Admitted) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await answer(request, context, await admitted('viewer', request));
    } catch (error) {
      if (error instanceof Denied) return deniedText(error);
      throw error;
    }
  };
}

export function deniedText({ status, message }: Pick<Denied, 'status' | 'message'>): Response {
  return new Response(`${message}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }) } });
}

export function credentialsIn(given: Headers): Credentials {
  const [, bearer = null] = /^Bearer +(\S{1,200})$/i.exec(given.get('authorization') ?? '') ?? [];
  return { secret: secretIn(given), bearer };
}

/** A cookie for https alone has a name under which no other site of the same domain can set one. */
export function cookieName(): string {
  return serving().secure ? '__Host-awaited' : 'awaited';
}

/** `maxAge` in seconds; 0 takes the cookie away. */
export function cookieOf(secret: string, maxAge: number): string {
  return `${cookieName()}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${serving().secure ? '; Secure' : ''}`;
}

function secretIn(given: Headers): string | null {
  const name = `${cookieName()}=`;
  const part = (given.get('cookie') ?? '').split(';').find((text) => text.trimStart().startsWith(name));
  const secret = part?.trim().slice(name.length) ?? '';
  return /^[\w-]{43}$/.test(secret) ? secret : null;
}
