/** What a request must look like before a page sees it, and how the board is reached. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

export interface Reach {
  /** Address to listen on. */
  host: string;
  /** Where people reach it, when that is another address: through a proxy, by https. */
  url: URL | null;
}

/** Whether only programs on this machine can reach it. */
export function isLocal({ host, url }: Reach): boolean {
  return isLoopback(host) && (url === null || isLoopback(url.hostname));
}

/**
 * Why a request is not served; null for a good one. A page of another site must not read the board under a name of its
 * own that leads here (DNS rebinding), nor send forms to it.
 */
export function refusalOf({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>, reach: Reach): string | null {
  if (!answersTo(headers.host, reach)) return isLocal(reach) ? 'This board answers to localhost only.' : 'This board does not answer to that name; "awaited serve --url" says under which it does.';
  if (isLocal(reach) && FORWARDED.some((name) => headers[name] !== undefined)) return 'This request came through a proxy; "awaited serve --url" says where people reach the board.';
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead && headers.origin !== undefined && headers.origin !== originOf(headers.host, reach)) return 'This request comes from another site.';
  return null;
}

/** The address under which a request's sender is counted when guessing passwords. */
export const ADDRESS_HEADER = 'x-awaited-address';

/** Makes a request say nothing of its way but what is known here: what it says itself, anybody could say. */
export function cleanRequest(request: IncomingMessage, { url }: Reach): void {
  const socket = request.socket.remoteAddress ?? '';
  // The proxy on this machine appends who asked it; what stands before that came from outside.
  const told = String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() ?? '';
  for (const name of [...FORWARDED, 'x-middleware-subrequest']) delete request.headers[name];
  request.headers[ADDRESS_HEADER] = url !== null && isLoopback(socket) && isIP(told) !== 0 ? told : socket;
  if (url === null) return;
  request.headers.host = url.host;
  request.headers['x-forwarded-host'] = url.host;
  request.headers['x-forwarded-proto'] = url.protocol.slice(0, -1);
}

/** On every answer, whoever makes it. A page has a policy of its own, which takes the place of this one. */
export const ANSWER_HEADERS: OutgoingHttpHeaders = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  // Not `no-referrer`: with that a browser sends forms without scripts as if from nowhere.
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'x-real-ip'];

function answersTo(host: string | undefined, reach: Reach): boolean {
  const [, name = '', port = ''] = /^(\[[\da-f:]+\]|[\w.-]+)(:\d+)?$/i.exec(host ?? '') ?? [];
  if (name === '') return false;
  if (isLoopback(name)) return true;
  if (isLocal(reach)) return false;
  if (reach.url !== null && `${name}${port}`.toLowerCase() === reach.url.host) return true;
  // An address cannot be made to lead elsewhere, as a name can.
  return isIP(bare(name)) !== 0 || [reach.host, hostname()].some((own) => own.toLowerCase() === name.toLowerCase());
}

function originOf(host: string | undefined, { url }: Reach): string {
  return url !== null && host?.toLowerCase() === url.host ? url.origin : `http://${host}`;
}

function isLoopback(name: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|::1|::ffff:127(\.\d{1,3}){3})$/i.test(bare(name));
}

function bare(name: string): string {
  return name.replace(/^\[|\]$/g, '');
}
