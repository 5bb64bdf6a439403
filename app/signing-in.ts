import 'server-only';
import { authenticate } from '../lib/db/access/authenticate';
import { beginSignIn, endSignIn, LONGEST_MS } from '../lib/db/access/sign-ins';
import { links } from '../lib/links';
import { cookieOf, credentialsIn } from './access';
import { database } from './database';

/** Bytes of a form that somebody may send who is not known yet. */
const LONGEST_FORM = 8192;

/** Answers the form of the sign-in page, with a new secret for the browser or with what was wrong. */
export async function signIn(request: Request): Promise<Response> {
  const form = await formOf(request);
  if (!form) return new Response('Send the form of the sign-in page.\n', { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  const db = await database();
  const now = new Date();
  const to = ownPath(form.get('to'));
  const address = request.headers.get('x-awaited-address') ?? '';
  const answer = await authenticate(db, { name: form.get('name') ?? '', password: form.get('password') ?? '', address }, now);
  if (answer.kind === 'wrong') return seeOther(links.signIn(to, 'wrong'));
  if (answer.kind === 'wait') return seeOther(links.signIn(to, 'wait'), { 'Retry-After': String(answer.seconds) });
  await endOld(request);
  return seeOther(to, { 'Set-Cookie': cookieOf(await beginSignIn(db, answer.id, now), LONGEST_MS / 1000) });
}

export async function signOut(request: Request): Promise<Response> {
  await endOld(request);
  return seeOther(links.signIn('/', 'ended'), { 'Set-Cookie': cookieOf('', 0) });
}

/** A path of this board to go on to; the front page for whatever else a link may carry. */
export function ownPath(text: string | null | undefined): string {
  const base = 'http://board.invalid';
  if (!text?.startsWith('/') || !URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') && !url.pathname.startsWith('/sign-') ? `${url.pathname}${url.search}` : '/';
}

/** What the browser held so far is worth nothing from now on. */
async function endOld(request: Request): Promise<void> {
  const { secret } = credentialsIn(request.headers);
  if (secret !== null) await endSignIn(await database(), secret);
}

async function formOf(request: Request): Promise<URLSearchParams | null> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > LONGEST_FORM) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store', ...headers } });
}
