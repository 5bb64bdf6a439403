import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from './config';
import { findConfig } from './find-config';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'awaited-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('without any file the defaults hold', async () => {
  expect(await findConfig({ workingTree: folder, database: join(folder, 'board.db') })).toEqual({ configs: [DEFAULT_CONFIG], source: null, folder: null });
});

test('a named file wins over the revision, the revision over the working tree, the tree over the database folder', async () => {
  const named = write('mine.yaml', 'branch: named');
  write('awaited.yaml', 'branch: tree');
  const places = { revisionText: 'branch: revision', workingTree: folder };
  expect((await findConfig({ ...places, file: named })).configs[0]?.branch).toBe('named');
  expect((await findConfig(places)).configs[0]?.branch).toBe('revision');
  expect((await findConfig({ workingTree: folder, revisionText: null })).configs[0]?.branch).toBe('tree');
});

test('beside the database a file of the project wins over the common one', async () => {
  write('awaited.yaml', 'branch: common');
  write('shop.awaited.yaml', 'branch: shop');
  const database = join(folder, 'board.db');
  expect((await findConfig({ database, project: 'shop' })).configs[0]?.branch).toBe('shop');
  expect((await findConfig({ database, project: 'other' })).configs[0]?.branch).toBe('common');
});

test('a named file that does not exist is an error, and a symbolic link is not followed', async () => {
  await expect(findConfig({ file: join(folder, 'none.yaml') })).rejects.toThrow(/none\.yaml: there is no such configuration file\.$/);
  symlinkSync('/etc/hostname', join(folder, 'awaited.yaml'));
  await expect(findConfig({ workingTree: folder })).rejects.toThrow(/awaited\.yaml: expected a regular file\.$/);
});
