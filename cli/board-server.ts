import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { declareServing } from '../lib/access/serving';
import { hasAccounts } from '../lib/db/access/accounts';
import { openDatabase } from '../lib/db/open';
import { Failure } from '../lib/failure';
import { following, type Progress } from '../lib/reached';
import { ANSWER_HEADERS, cleanRequest, isLocal, refusalOf, type Reach } from './door';
import { pressedFiles } from './pressed-files';
import { refreshPresentations } from './refresh-presentations';
import { startScansFor } from './start-scans';
import { Turns } from './turns';
import { PACKAGE_ROOT } from './version';

export interface BoardServer {
  /** `http://127.0.0.1:4310` */
  readonly url: string;
  close(): Promise<void>;
}

export const DEFAULT_PORT = 4310;

export interface Place extends Reach {
  port: number | undefined;
}

/**
 * Serves the board from a database. A port that was asked for must be free; the default one gives way to any free one.
 * Throws `Failure` where other machines could reach it and nobody could sign in.
 */
export async function serveBoard(databaseFile: string, place: Place): Promise<BoardServer> {
  const { host, port, url } = place;
  await prepareDatabase(databaseFile, place);
  if (!existsSync(join(PACKAGE_ROOT, '.next', 'BUILD_ID'))) {
    throw new Failure(`The board in ${PACKAGE_ROOT} is not built; run "npm run build" there.`);
  }
  // Next and React choose their production code by this, when they are first imported.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', AWAITED_DB: databaseFile });
  declareServing({ local: isLocal(place), secure: url?.protocol === 'https:' });
  startScansFor(databaseFile);
  const app = await nextApp(host, port ?? DEFAULT_PORT);
  const handle = app.getRequestHandler();
  const servePressed = pressedFiles(join(PACKAGE_ROOT, '.next', 'static'));
  const turns = new Turns();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) if (value !== undefined) response.setHeader(name, value);
    const refusal = refusalOf(request, place);
    cleanRequest(request, place);
    if (refusal !== null) refuse(request, response, 403, refusal);
    else if (!isReadable(request)) refuse(request, response, 400, 'There is a percent sign in this address that encodes nothing.');
    else if (!namesAction(request)) refuse(request, response, 400, 'There is no such action; load the page anew.');
    else if (!servePressed(request, response)) turns.take(request, response, () => void following(blamed(request, response), () => handle(request, response)));
  });
  const bound = await listen(server, host, port);
  return {
    url: url?.origin ?? `http://${shownHost(host)}:${bound}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}

/** Next greets on stdout, which is for data. */
async function nextApp(hostname: string, port: number) {
  const log = console.log;
  console.log = console.error;
  try {
    const { default: next } = await import('next');
    const app = next({ dev: false, dir: PACKAGE_ROOT, hostname, port, quiet: true });
    await app.prepare();
    return app;
  } finally {
    console.log = log;
  }
}

async function prepareDatabase(databaseFile: string, place: Place): Promise<void> {
  const db = await openDatabase(databaseFile);
  try {
    await refreshPresentations(db);
    if (!isLocal(place) && !(await hasAccounts(db))) {
      throw new Failure(`Other machines could reach the board at ${place.url?.origin ?? place.host}, and there is nobody who could sign in; create a user with "awaited users add NAME --role admin".`);
    }
  } finally {
    await db.destroy();
  }
}

/** What to type into a browser for the address that is listened on: for "all addresses", one of them. */
function shownHost(host: string): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const shown = isAny ? (Object.values(networkInterfaces()).flatMap((list) => list ?? []).find((one) => !one.internal && one.family === 'IPv4')?.address ?? 'localhost') : host;
  return shown.includes(':') ? `[${shown}]` : shown;
}

/** Next answers 500 where it cannot decode a path. */
function isReadable({ url = '' }: IncomingMessage): boolean {
  try {
    decodeURIComponent(url.replace(/\?.*/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Next fails over names of actions that are none. */
function namesAction({ method, headers }: IncomingMessage): boolean {
  const name = headers['next-action'];
  return name === undefined || (method === 'POST' && typeof name === 'string' && /^[\da-f]{40,64}$/.test(name));
}

/** Next answers 500 where it cannot decode what is sent to an action, too; as long as none of ours began, it is the sender's doing. */
function blamed({ method }: IncomingMessage, response: ServerResponse): Progress {
  const progress: Progress = { isReached: false };
  if (method === 'GET' || method === 'HEAD') return progress;
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => writeHead(status === 500 && !progress.isReached ? 400 : status, ...rest);
  return progress;
}

/** Programs that ask the API get JSON for this, too. */
function refuse({ url = '' }: IncomingMessage, response: ServerResponse, status: number, sentence: string): void {
  const [type, body] = url.startsWith('/api/') ? ['application/json', JSON.stringify({ error: sentence })] : ['text/plain; charset=utf-8', sentence];
  response.writeHead(status, { 'content-type': type }).end(`${body}\n`);
}

async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  try {
    return await listenOn(server, host, port ?? DEFAULT_PORT);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (port === undefined && code === 'EADDRINUSE') return listenOn(server, host, 0);
    if (code === 'EADDRINUSE') throw new Failure(`Port ${port} is taken; name another with --port, or none for a free one.`, { cause: error });
    if (code === 'EACCES') throw new Failure(`Port ${port} may not be used; name one above 1024 with --port.`, { cause: error });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Failure(`${host} is no address of this machine; name one of its own with --host.`, { cause: error });
    throw error;
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
