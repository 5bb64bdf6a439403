/** Source files to damage: those of this very repository, and the Debian packages of the corpus where it was downloaded. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { languageOf } from '../extract';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDERS = ['scanner', 'components', 'lib', '.corpus/files/python3-sqlalchemy', '.corpus/files/python3-keystone', '.corpus/files/libpython3.11-testsuite'];

export function realFiles(): string[] {
  return FOLDERS.flatMap((folder) => sourcesIn(join(ROOT, folder)));
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && languageOf(entry.name) !== null)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
