import { resolve } from 'node:path';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { serveBoard, type BoardServer } from '../board-server';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the board of everything that was scanned, on this machine only.')
    .option('--db <file>', 'database file (default: $AWAITED_DB, else awaited.db in your data folder)')
    .option('--port <number>', 'port (default: 4310, or a free one where that is taken)', portOf)
    .addHelpText('after', '\nExample:\n  awaited serve --port 8080\n')
    .action(async (options: { db?: string; port?: number }) => {
      const file = resolve(options.db ?? databaseFile());
      // Whatever is wrong with the database is said now, not on the first page.
      await (await openDatabase(file)).destroy();
      const server = await serveBoard(file, options.port);
      process.stdout.write(`${server.url}\n`);
      await untilStopped(server);
    });
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
