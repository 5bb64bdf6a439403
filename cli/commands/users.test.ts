import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listDecisions } from '../../lib/db/access/record';
import { findToken } from '../../lib/db/access/tokens';
import { openDatabase } from '../../lib/db/open';
import { awaited } from '../testing/awaited';

const PASSWORD = 'four words in a row';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awaited-users-'));
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function typing(text: string, ...args: string[]) {
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as typeof process.stdin);
  const result = await awaited(...args);
  stdin.mockRestore();
  return result;
}

const add = (name: string, role: string, password = PASSWORD) => typing(`${password}\n`, 'users', 'add', name, '--role', role, '--password-stdin');

describe('users', () => {
  test('are added, listed, changed and removed', async () => {
    expect(await add('Grace', 'admin')).toMatchObject({ code: 0, out: 'Grace may sign in as admin. From now on the board asks everybody to sign in.\n' });
    expect(await add('ada', 'viewer')).toMatchObject({ code: 0, out: 'ada may sign in as viewer.\n' });
    expect(await awaited('users', 'role', 'ADA', 'editor')).toMatchObject({ code: 0, out: 'ada is editor now.\n' });
    expect(await typing('five words in a row\n', 'users', 'password', 'ada', '--password-stdin')).toMatchObject({ code: 0 });
    expect((await awaited('users', 'list')).out).toMatch(/^ada {4}editor {2}since \d{4}-\d\d-\d\d {2}signed in 0×\nGrace {2}admin {3}since/);
    expect(JSON.parse((await awaited('users', 'list', '--json')).out)).toMatchObject([{ name: 'ada', role: 'editor', signIns: 0 }, { name: 'Grace', role: 'admin' }]);
    expect(await awaited('users', 'remove', 'grace')).toMatchObject({ code: 0, out: 'Grace may sign in no more.\n' });
    expect((await awaited('users', 'remove', 'ada')).out).toContain('That was the last user');
    expect((await awaited('users', 'list')).out).toMatch(/^Nobody: /);
    const db = await openDatabase(join(folder, 'awaited.db'));
    const decisions = await listDecisions(db, 10);
    await db.destroy();
    expect(decisions.map(({ action }) => action)).toEqual(['user removed', 'user removed', 'password changed', 'role changed', 'user added', 'user added']);
    expect(new Set(decisions.map(({ who }) => who))).toEqual(new Set([userInfo().username]));
  });

  test('no password is in the file, which is for its owner alone', async () => {
    await add('Grace', 'admin');
    for (const suffix of ['', '-wal']) {
      const file = join(folder, `awaited.db${suffix}`);
      expect(readFileSync(file, { flag: 'a+' }).includes(PASSWORD)).toBe(false);
    }
    if (process.platform !== 'win32') expect(statSync(join(folder, 'awaited.db')).mode & 0o777).toBe(0o600);
  });

  test.each<[RegExp, () => Promise<{ code: number; err: string }>]>([
    [/A password has at least 12 characters/, () => add('grace', 'admin', 'short')],
    [/boss is no role; choose from viewer, editor, admin\./, () => add('grace', 'boss')],
    [/A name has 1 to 60 letters/, () => add('=grace', 'admin')],
    [/There is no user grace; "awaited users list" names them\./, () => awaited('users', 'remove', 'grace')],
    [/required option '--role <role>'/, () => awaited('users', 'add', 'grace')],
    [/There is no terminal to ask for a password/, () => typing('', 'users', 'add', 'grace', '--role', 'admin')],
  ])('%s', async (sentence, act) => {
    const { code, err } = await act();
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });

  test('a name is taken once', async () => {
    await add('Grace', 'admin');
    expect(await add('grace', 'viewer')).toMatchObject({ code: 2, err: expect.stringContaining('There is a user grace already') as string });
  });
});

describe('tokens', () => {
  test('are shown once, listed without what they are, and revoked', async () => {
    const { out, err } = await awaited('tokens', 'create', 'ci', '--scope', 'read', '--expires', '90d');
    expect(out).toMatch(/^awaited_[\w-]{43}\n$/);
    expect(err).toContain('It is not shown again.');
    const listed = (await awaited('tokens', 'list')).out;
    expect(listed).toMatch(/^ {2}1 {2}ci {2}read {2}until \d{4}-\d\d-\d\d, never used\n$/);
    expect((await awaited('tokens', 'list', '--json')).out).not.toContain(out.trim());
    const valid = async () => {
      const db = await openDatabase(join(folder, 'awaited.db'));
      const token = await findToken(db, out.trim(), new Date());
      await db.destroy();
      return token !== null;
    };
    expect(await valid()).toBe(true);
    expect(await awaited('tokens', 'revoke', '1')).toMatchObject({ code: 0, out: 'Token 1 is worth nothing now.\n' });
    expect(await valid()).toBe(false);
    expect(await awaited('tokens', 'revoke', '1')).toMatchObject({ code: 2 });
  });

  test.each([
    [['--scope', 'write', '--expires', '90d'], /write is no scope/],
    [['--scope', 'read:nothing', '--expires', '90d'], /There is no project nothing; scan one first\./],
    [['--scope', 'read', '--expires', 'never'], /never is no time to expire/],
    [['--scope', 'read', '--expires', '2020-01-01'], /name a day to come/],
    [['--scope', 'read', '--expires', '0d'], /name a day to come/],
    [['--scope', 'read', '--expires', '999d'], /a year at most/],
    [['--scope', 'read'], /required option '--expires/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { code, err } = await awaited('tokens', 'create', 'ci', ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

describe('serve', () => {
  test.each([[['--host', '0.0.0.0']], [['--host', '::']], [['--url', 'https://awaited.example.org']]])('%j needs somebody who could sign in', async (args) => {
    const { code, out, err } = await awaited('serve', ...args);
    expect(err).toMatch(/awaited: Other machines could reach the board at \S+, and there is nobody who could sign in; create a user with "awaited users add NAME --role admin"\.$/m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test.each(['example.org', 'ftp://example.org', 'https://example.org/board', 'https://ada@example.org'])('%s is no address of a board', async (url) => {
    expect(await awaited('serve', '--url', url)).toMatchObject({ code: 2, err: expect.stringContaining('is not the address of a board') as string });
  });
});
