import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../lib/db/open';
import { TestRepository } from '../scanner/testing/repository';
import { run } from './program';

const MONDAY = '2026-01-05T09:00:00Z';
const ORDERS = `from sqlalchemy.orm import Session

def place(db: Session, order):
    db.add(order)
    db.commit()
`;

let repository: TestRepository;
let folder: string;
beforeEach(() => {
  repository = new TestRepository();
  folder = mkdtempSync(join(tmpdir(), 'awaited-commands-'));
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
});
afterEach(() => {
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

interface Result {
  code: number;
  out: string;
  err: string;
}

async function awaited(...args: string[]): Promise<Result> {
  const result = { code: 0, out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((result.out += String(text)), true));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((result.err += String(text)), true));
  try {
    result.code = await run(args);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  return result;
}

describe('usages', () => {
  test('prints one JSON object a line, as the contract says', async () => {
    repository.commit(MONDAY, { 'shop/orders.py': ORDERS });
    const { code, out } = await awaited('usages', repository.path, '--json');
    expect(code).toBe(0);
    const usages = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(usages.map((usage) => `${String(usage.line)}:${String(usage.column)} ${String(usage.kind)}`)).toEqual(['3:11 session-parameter', '4:8 session-operation', '5:8 session-operation']);
    expect(usages[2]).toEqual({
      path: 'shop/orders.py',
      line: 5,
      column: 8,
      endLine: 5,
      endColumn: 14,
      kind: 'session-operation',
      state: 'sync',
      api: 'Session.commit',
      method: 'commit',
      awaited: false,
      asyncContext: false,
      scope: 'place',
      confidence: 'resolved',
      service: expect.any(String) as string,
      category: expect.any(String) as string,
      reason: expect.any(String) as string,
    });
  });

  test('reads the working tree, or a revision', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    repository.write({ 'orders.py': `${ORDERS}    db.flush()\n` });
    expect((await awaited('usages', repository.path)).out).toContain('orders.py:6:8');
    expect((await awaited('usages', repository.path, '--rev', 'HEAD')).out).not.toContain('orders.py:6:8');
  });

  test('writes nothing into the repository', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const state = () => execFileSync('sh', ['-c', 'find . -type f | sort | xargs sha1sum; stat -c "%n %Y" .git/index'], { cwd: repository.path, encoding: 'utf8' });
    const before = state();
    await awaited('scan', repository.path);
    await awaited('history', repository.path);
    expect(state()).toBe(before);
  });

  test('works where the database does not', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    writeFileSync(join(folder, 'awaited.db'), 'no database '.repeat(100));
    expect((await awaited('usages', repository.path, '--json')).out.trim().split('\n')).toHaveLength(3);
  });
});

describe('scan', () => {
  test('says what it found and stores it', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, out, err } = await awaited('scan', repository.path);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/0 % async · 0 of 3 usages in 1 files/);
    expect(out).toMatch(/Session operation +2 +2\n/);
    const db = await openDatabase(join(folder, 'awaited.db'));
    expect(await db.selectFrom('usage').select('api').execute()).toHaveLength(3);
    expect(await db.selectFrom('scan_run').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  test('tells programs as JSON', async () => {
    const commit = repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { out } = await awaited('scan', repository.path, '--json');
    expect(JSON.parse(out)).toMatchObject({ commit, files: 1, bytes: ORDERS.length, quality: [] });
  });

  test('gives the same snapshot for a commit and for a clean working tree of it', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'routes.py': `from orders import place\n` });
    const state = async () => {
      const db = await openDatabase(join(folder, 'awaited.db'));
      const rows = await db.selectFrom('verdict').select(['digest', 'file_id']).execute();
      const snapshots = await db.selectFrom('snapshot').select(['commit_sha', 'committed_at', 'rules']).execute();
      await db.destroy();
      return { rows, snapshots };
    };
    await awaited('scan', repository.path);
    const first = await state();
    await awaited('scan', repository.path, '--rev', 'main');
    expect(await state()).toEqual(first);
  });
});

describe('explain', () => {
  test('prints the chain of evidence', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, out } = await awaited('explain', `${repository.path}/orders.py:5`);
    expect(code).toBe(0);
    expect(out).toMatch(/^orders\.py:5:8 {2}Session\.commit\n {2}Session operation, sync, in place\n/);
  });

  test('says where the nearest usage is', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect((await awaited('explain', `${repository.path}/orders.py:1`)).out).toBe('orders.py:1 has no usage and no hazard. The nearest are on line 3, 4, 5.\n');
  });
});

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
  for (const file of ['orders.py:5:8', 'bom.py:5:8', 'crlf.py:5:8', 'latin.py:5:8', 'nul.py:5:8', 'broken.py:5:8', 'line\\nbreak.py:5:8']) expect(usages).toContain(file);
  expect(usages).not.toContain('site-packages');
});

describe('db', () => {
  test('checks and backs up', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await awaited('scan', repository.path);
    expect(await awaited('db', 'check')).toMatchObject({ code: 0, out: `${join(folder, 'awaited.db')} is sound.\n` });
    const copy = join(folder, 'copy.db');
    expect((await awaited('db', 'backup', copy)).code).toBe(0);
    expect((await awaited('db', 'check', '--db', copy)).code).toBe(0);
    expect((await awaited('db', 'prune')).out).toBe('Forgot the facts of 0 file contents.\n');
    await refused(['db', 'backup', copy], /exists already; name a file that does not\.$/m);
  });
});

test('every command explains itself with an example', async () => {
  const overview = (await awaited('--help')).out;
  const names = [...overview.matchAll(/^ {2}([a-z]+) (?=.*\S)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help' && name !== 'awaited');
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) expect((await awaited(name, '--help')).out, name).toMatch(/Examples?:\n {2}awaited /);
});

describe('misuse', () => {
  const check = async (args: string[], message: RegExp) => {
    const { code, err } = await awaited(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  };
  test('unknown options', () => check(['scan', '.', '--frob'], /unknown option '--frob'/));
  test('missing arguments', () => check(['scan'], /missing required argument 'path'/));
  test('bad numbers', async () => {
    await check(['history', '.', '--weeks', '-3'], /-3/);
    await check(['history', '.', '--since', 'soon'], /soon is not a date; write it as 2025-11-17\./);
    await check(['serve', '--port', '99999'], /99999 is not a port/);
  });
  test('a place without a line', () => check(['explain', 'orders.py'], /orders\.py names no line; write it as FILE:LINE/));
});

test('debugging shows the stack, otherwise none is shown', async () => {
  vi.stubEnv('AWAITED_DEBUG', '1');
  expect((await awaited('scan', join(folder, 'nowhere'))).err).toContain('    at ');
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written is said', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  chmodSync(folder, 0o500);
  await refused(['scan', repository.path], /cannot be (opened|written)/);
  chmodSync(folder, 0o700);
});
