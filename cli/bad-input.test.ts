import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../lib/db/open';
import type { TestRepository } from '../scanner/testing/repository';
import { awaited, ORDERS } from './testing/awaited';
import { forEachTest, MONDAY } from './testing/for-each-test';

let repository: TestRepository;
let folder: string;
forEachTest((bench) => ({ repository, folder } = bench));

/** One sentence on stderr, nothing on stdout, exit code 2, and what was stored is still there. */
async function refused(args: string[], sentence: RegExp): Promise<void> {
  const { code, out, err } = await awaited(...args);
  expect(err).toMatch(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 2, out: '' });
}

describe('input that cannot be scanned is refused', () => {
  const both = (path: () => string, sentence: RegExp, ...more: string[]) => async () => {
    await refused(['usages', path(), '--json', ...more], sentence);
    await refused(['scan', path(), ...more], sentence);
  };

  test('no folder', both(() => join(folder, 'nowhere'), /^awaited: There is no folder .*nowhere; name a git repository\.$/m));
  test('no repository', both(() => folder, /is not a git repository; run "git init" there or name another folder\.$/m));
  test('an empty repository', both(() => repository.path, /has no files yet; there is nothing to scan\.$/m));
  test('no Python', async () => {
    repository.commit(MONDAY, { 'README.md': 'x' });
    await both(() => repository.path, /has no Python source; there is nothing to scan\.$/m)();
  });
  test('a revision that does not exist', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await both(() => repository.path, /There is no revision "v9" in .*; name a commit, branch or tag/m, '--rev', 'v9')();
  });
  test('an empty bare repository', async () => {
    const bare = join(folder, 'bare.git');
    execFileSync('git', ['init', '-q', '--bare', bare]);
    await both(() => bare, /has no commits on its default branch; name a revision with --rev\.$/m)();
  });
  test('a configuration that is none', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'awaited.yaml': 'roots: 5\n' });
    await both(() => repository.path, /awaited\.yaml:1: roots: expected a list/m)();
  });
});

test('a failed scan loses nothing that is stored', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS, 'README.md': 'x' });
  await awaited('scan', repository.path);
  repository.write({ 'orders.py': null });
  await refused(['scan', repository.path], /has no Python source/);
  const db = await openDatabase(join(folder, 'awaited.db'));
  expect(await db.selectFrom('usage').select('id').execute()).toHaveLength(3);
  await db.destroy();
});

describe('a database that cannot be used is refused', () => {
  test('damaged, newer, read-only', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const file = join(folder, 'awaited.db');
    writeFileSync(file, 'no database '.repeat(100));
    await refused(['scan', repository.path], /is not a database; name another file with --db or move this one away\.$/m);
    await refused(['usages', repository.path, '--db', file], /is not a database/);
    await refused(['db', 'check'], /is not a database/);
  });

  test('missing, where there must be one', async () => {
    await refused(['db', 'check'], /There is no database .*; "awaited scan PATH" creates it/);
    expect(existsSync(join(folder, 'awaited.db'))).toBe(false);
  });
});

test('what is odd is skipped and named', async () => {
  writeFileSync(join(repository.path, 'link.py'), '');
  rmSync(join(repository.path, 'link.py'));
  symlinkSync('/etc/passwd', join(repository.path, 'link.py'));
  repository.commit(MONDAY, {
    'orders.py': ORDERS,
    'bom.py': `\ufeff${ORDERS}`,
    'crlf.py': ORDERS.replaceAll('\n', '\r\n'),
    'latin.py': Buffer.concat([Buffer.from(ORDERS), Buffer.from([0x23, 0xe9, 0x0a])]),
    'nul.py': `${ORDERS}\0\0\n`,
    'broken.py': `${ORDERS}def (:\n`,
    'huge.py': 'x = 1\n'.repeat(900_000),
    'pointer.py': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
    'line\nbreak.py': ORDERS,
    'venv/lib/site-packages/sqlalchemy/orm.py': ORDERS,
  });
  const { out } = await awaited('scan', repository.path, '--json');
  const notes = (JSON.parse(out) as { quality: { kind: string; path: string }[] }).quality.map(({ kind, path }) => `${kind} ${path}`);
  expect(notes).toEqual(['unparsed broken.py', 'too-large huge.py', 'encoding latin.py', 'symlink link.py', 'unparsed nul.py', 'lfs-pointer pointer.py', 'skipped venv/']);
  const usages = (await awaited('usages', repository.path)).out;
  for (const file of ['orders.py:5:8', 'bom.py:5:8', 'crlf.py:5:8', 'latin.py:5:8', 'nul.py:5:8', 'broken.py:5:8', 'line\\x0abreak.py:5:8']) expect(usages).toContain(file);
  expect(usages).not.toContain('site-packages');
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written is said', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  chmodSync(folder, 0o500);
  await refused(['scan', repository.path], /cannot be (opened|written)/);
  chmodSync(folder, 0o700);
});
