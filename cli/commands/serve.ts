import { resolve } from 'node:path';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { Failure } from '../../lib/failure';
import { serveBoard, type BoardServer, type Place } from '../board-server';
import { isLocal } from '../door';
import { sendOnSchedule } from '../report-scheduler';

export interface PlaceOptions {
  port?: number;
  host: string;
  url?: URL;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Serve the board of everything that was scanned; on this machine only, unless told otherwise.')
    .option('--db <file>', 'database file (default: $AWAITED_DB, else awaited.db in your data folder)');
  return withPlaceOptions(command)
    .addHelpText('after', '\nExamples:\n  awaited serve --port 8080\n  awaited serve --host 0.0.0.0 --url https://awaited.example.org\n')
    .action(async (options: PlaceOptions & { db?: string }) => {
      const file = resolve(options.db ?? databaseFile());
      const server = await serveBoard(file, placeOf(options));
      process.stdout.write(`${server.url}\n`);
      const endSending = sendOnSchedule(file);
      await untilStopped(server);
      await endSending();
    });
}

export function withPlaceOptions(command: Command): Command {
  return command
    .option('--port <number>', 'port (default: 4310, or a free one where that is taken)', portOf)
    .option('--host <address>', 'address to listen on; any but this machine\'s own takes users who sign in', '127.0.0.1')
    .option('--url <url>', 'where people reach the board when that is another address, such as a proxy that speaks https', urlOf);
}

/** Says where passwords would travel in the open. */
export function placeOf({ host, port, url = undefined }: PlaceOptions): Place {
  const place = { host, port, url: url ?? null };
  if (!isLocal(place) && url?.protocol !== 'https:') {
    process.stderr.write('Passwords and pages travel in the open: put a proxy that speaks https in front, and name its address with --url.\n');
  }
  return place;
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new Failure(`${text} is not the address of a board; write one such as https://awaited.example.org, without a path.`);
  }
  return url;
}

export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) throw new Failure(`${text} is not a port; name a number from 1 to 65535.`);
  return port;
}

/** Serves until Ctrl+C or a request to end. */
export async function untilStopped(server: BoardServer): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}
