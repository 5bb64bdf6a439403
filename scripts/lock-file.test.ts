import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Comes inside another package, under that one's digest. */
  readonly inBundle?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Entry & { allowScripts: Record<string, boolean> };
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Entry> };

/** Whether Node finds a package from there: in its own node_modules, or in that of a package around it. */
function isLocked(from: string, name: string): boolean {
  if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
  return from !== '' && isLocked(from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '', name);
}

describe('package-lock.json', () => {
  test('locks what package.json asks for, no more and no less', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  // npm leaves out what the machine that wrote the file could not get; npm ci then fails on every other platform.
  test('names the native builds for all platforms, not only for the one it was written on', () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  // npm 11 runs no script of a package that is not allowed to; what it leaves out is named, too, so that a new one shows here.
  test('has no package with an install script but those that package.json names', () => {
    const withScripts = Object.entries(packages).filter(([path, entry]) => path !== '' && entry.hasInstallScript);
    const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    expect([...new Set(withScripts.map(([path]) => nameOf(path)))].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    expect(withScripts.filter(([, entry]) => !entry.dev).map(([path]) => nameOf(path))).toEqual(['sqlite3']);
  });

  test('has a digest for every package', () => {
    const unsigned = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.link && !entry.inBundle && !entry.integrity);
    expect(unsigned.map(([path]) => path)).toEqual([]);
  });
});
