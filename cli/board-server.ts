import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Failure } from '../lib/failure';
import { pressedFiles } from './pressed-files';
import { startScansFor } from './start-scans';
import { PACKAGE_ROOT } from './version';

export interface BoardServer {
  /** `http://127.0.0.1:4310` */
  readonly url: string;
  close(): Promise<void>;
}

export const DEFAULT_PORT = 4310;
/** Only this machine: there is no sign-in. */
const HOST = '127.0.0.1';

/** Serves the board from a database. A port that was asked for must be free; the default one gives way to any free one. */
export async function serveBoard(databaseFile: string, port: number | undefined): Promise<BoardServer> {
  if (!existsSync(join(PACKAGE_ROOT, '.next', 'BUILD_ID'))) {
    throw new Failure(`The board in ${PACKAGE_ROOT} is not built; run "npm run build" there.`);
  }
  // Next and React choose their production code by this, when they are first imported.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', AWAITED_DB: databaseFile });
  startScansFor(databaseFile);
  const app = await nextApp(port ?? DEFAULT_PORT);
  const handle = app.getRequestHandler();
  const servePressed = pressedFiles(join(PACKAGE_ROOT, '.next', 'static'));
  const server = createServer((request, response) => {
    const refusal = refusalOf(request);
    if (refusal !== null) refuse(request, response, 403, refusal);
    else if (!isReadable(request)) refuse(request, response, 400, 'There is a percent sign in this address that encodes nothing.');
    else if (!servePressed(request, response)) void handle(request, response);
  });
  const bound = await listen(server, port);
  return {
    url: `http://${HOST}:${bound}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}

/** Next greets on stdout, which is for data. */
async function nextApp(port: number) {
  const log = console.log;
  console.log = console.error;
  try {
    const { default: next } = await import('next');
    const app = next({ dev: false, dir: PACKAGE_ROOT, hostname: HOST, port, quiet: true });
    await app.prepare();
    return app;
  } finally {
    console.log = log;
  }
}

/**
 * Why a request is not served; null for a good one. A page of another site must not read the board under a name of its
 * own that leads here (DNS rebinding), nor send forms to it.
 */
export function refusalOf({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): string | null {
  if (!isLocal(headers.host)) return 'This board answers to localhost only.';
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead && headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return 'This request comes from another site.';
  return null;
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

/** Programs that ask the API get JSON for this, too. */
function refuse({ url = '' }: IncomingMessage, response: ServerResponse, status: number, sentence: string): void {
  const [type, body] = url.startsWith('/api/') ? ['application/json', JSON.stringify({ error: sentence })] : ['text/plain; charset=utf-8', sentence];
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(`${body}\n`);
}

function isLocal(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

async function listen(server: Server, port: number | undefined): Promise<number> {
  try {
    return await listenOn(server, port ?? DEFAULT_PORT);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (port === undefined && code === 'EADDRINUSE') return listenOn(server, 0);
    if (code === 'EADDRINUSE') throw new Failure(`Port ${port} is taken; name another with --port, or none for a free one.`, { cause: error });
    if (code === 'EACCES') throw new Failure(`Port ${port} may not be used; name one above 1024 with --port.`, { cause: error });
    throw error;
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
