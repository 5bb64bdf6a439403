import { statSync } from 'node:fs';

/**
 * The very folder and database that a check is about: one that was made anew under the same name is another, as is one of
 * the same name in a container that shares folders with others.
 */
export function subjectsOf(root: string, databaseFile: string): string {
  return [root, databaseFile].map(identityOf).join();
}

function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return '';
  }
}
