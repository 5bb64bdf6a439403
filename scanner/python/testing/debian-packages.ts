/** Real Python code from Debian, downloaded once into the git-ignored `.corpus/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGES = [
  'ansible-core',
  'libpython3.11-stdlib',
  'libpython3.11-testsuite',
  'python3-cinder',
  'python3-django',
  'python3-glance',
  'python3-heat',
  'python3-keystone',
  'python3-neutron',
  'python3-nova',
  'python3-sqlalchemy',
  'python3-sympy',
];

const FOLDER = resolve(import.meta.dirname, '../../../.corpus');

/** Paths of all `.py` files, sorted. Throws if a package can neither be found nor downloaded. */
export function debianPythonFiles(): string[] {
  return PACKAGES.flatMap((name) => pythonFiles(unpacked(name)));
}

function unpacked(name: string): string {
  const folder = join(FOLDER, 'files', name);
  if (existsSync(folder)) return folder;
  const archives = join(FOLDER, 'debs');
  mkdirSync(archives, { recursive: true });
  const archive = (): string | undefined => readdirSync(archives).find((file) => file.startsWith(`${name}_`));
  if (archive() === undefined) execFileSync('apt-get', ['download', name], { cwd: archives, stdio: 'inherit' });
  execFileSync('dpkg-deb', ['-x', join(archives, archive() ?? ''), folder]);
  return folder;
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
