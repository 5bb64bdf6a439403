import { readdirSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';

/** A socket exists for a moment before its process listens there. */
const NEW_MS = 60_000;
const SOCKET = /^[0-9a-f]{8}-[0-9a-f]{12}\.sock$/;

/** Removes the sockets in a folder of the user's own whose processes were killed: nobody listens there any more. Never fails. */
export async function removeStaleSockets(folder: string, now = Date.now()): Promise<void> {
  // Named pipes go with their process.
  if (platform() === 'win32') return;
  await Promise.all(socketsIn(folder, now).map(async (file) => {
    if (await isRefused(file)) rmSync(file, { force: true });
  })).catch(() => {});
}

function socketsIn(folder: string, now: number): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => SOCKET.test(name))
      .map((name) => join(folder, name))
      .filter((file) => {
        const status = statSync(file, { throwIfNoEntry: false });
        return status !== undefined && status.isSocket() && now - status.mtimeMs > NEW_MS;
      });
  } catch {
    return [];
  }
}

/** Whether it is certain that nobody listens. One who is busy takes the connection all the same. */
function isRefused(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(file);
    const settle = (isRefused: boolean) => {
      socket.destroy();
      resolve(isRefused);
    };
    socket.once('connect', () => settle(false)).once('error', (error: NodeJS.ErrnoException) => settle(error.code === 'ECONNREFUSED'));
  });
}
