import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/**
 * Where the database is when no `--db` names one: `AWAITED_DB`, else one file for all of a user's projects in the
 * folder the system keeps such data in. Never in a scanned repository.
 */
export function databaseFile(env: NodeJS.ProcessEnv = process.env): string {
  return env.AWAITED_DB || join(dataFolder(env), 'awaited', 'awaited.db');
}

function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env.XDG_DATA_HOME) return env.XDG_DATA_HOME;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform() === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.local', 'share');
}
