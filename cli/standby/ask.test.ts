import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MigrationCheck } from '../../lib/gate-checks';
import { answerCheck } from './answer-check';
import { ask, type Patience } from './ask';
import { Memories } from './memories';
import { addressIn, likelyRoot, placeOf, readNote, writeNote, type Note, type Place } from './place';
import { Standby } from './stand-by';
import { subjectsOf } from './subjects';
import { surroundings, toolIdentity } from './tool-identity';
import type { Question } from './wire';

const CHECK: MigrationCheck = {
  migration: 'Async',
  pack: 'sqlalchemy-async',
  result: {
    passed: true,
    failOn: 'error',
    boardKnown: false,
    base: { commit: 'a'.repeat(40), at: '2026-01-05T09:00:00Z' },
    head: { commit: null, at: '2026-01-06T09:00:00Z' },
    findings: [],
    trend: { before: { done: 1, scope: 2 }, after: { done: 1, scope: 2 }, converted: 0, hazardsFixed: 0, word: 'async' },
  },
};
const QUESTION: Question = { tool: toolIdentity(), surroundings: surroundings(), subjects: '', path: '/shop', db: '/shop.db', failOn: 'error' };
const WAITING = (): boolean => false;
/** Nobody is waited for where the answer is certain; where silence is tried, it is short. */
const PATIENT: Patience = { welcomeMs: 60_000, answerMs: 60_000 };

let folder: string;
let place: Place;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'awaited-ask-')));
  place = placed('make') ?? { folder: '', name: '' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function placed(what: 'find' | 'make', root = '/shop', database = '/shop.db'): Place | null {
  return placeOf(database, root, what, {}, { XDG_RUNTIME_DIR: folder });
}

describe('a standby', () => {
  test('answers, and tidies up when it closes', async () => {
    const asked: Question[] = [];
    const standby = new Standby(place, 'stay', (question) => (asked.push(question), Promise.resolve([CHECK])));
    expect(standby.announce()).toBe(true);
    expect(readNote(place)).toMatchObject({ kind: 'stay', address: null });
    await standby.open();
    expect(await ask(noted(), QUESTION, PATIENT)).toEqual({ kind: 'found', checks: [CHECK] });
    expect(asked).toEqual([QUESTION]);
    await standby.close();
    expect(readdirSync(place.folder)).toEqual([]);
  });

  test('refuses what does not fit, and where it fails itself', async () => {
    const standby = new Standby(place, 'stay', ({ path }) => (path === '/shop' ? Promise.resolve([CHECK]) : Promise.reject(new Error('gone'))));
    await standby.open();
    for (const question of [{ ...QUESTION, tool: '0.0.9' }, { ...QUESTION, surroundings: 'v18' }, { ...QUESTION, path: '/' }]) {
      expect(await ask(noted(), question, PATIENT)).toEqual({ kind: 'refused' });
    }
    expect(await ask(noted(), QUESTION, PATIENT)).toMatchObject({ kind: 'found' });
    await standby.close();
  });

  test('says nothing to who has not read the note', async () => {
    const standby = new Standby(place, 'stay', () => Promise.resolve([CHECK]));
    await standby.open();
    expect(await ask({ ...noted(), key: 'guessed' }, QUESTION, PATIENT)).toEqual({ kind: 'nobody' });
    await standby.close();
  });

  test('a watch takes the place of a process that stayed; a second one of the same kind does not come', async () => {
    const [stayed, second, watch] = [new Standby(place, 'stay', () => Promise.resolve(null)), new Standby(place, 'stay', () => Promise.resolve(null)), new Standby(place, 'watch', () => Promise.resolve([CHECK]))];
    stayed.announce();
    await stayed.open();
    expect(second.announce()).toBe(false);
    await watch.open();
    expect([stayed.isFound, watch.isFound]).toEqual([false, true]);
    await stayed.close();
    expect(await ask(noted(), QUESTION, PATIENT)).toMatchObject({ kind: 'found' });
    await watch.close();
  });
});

test('a folder of the same name elsewhere is not the one that is asked about', async () => {
  expect(await answerCheck(folder, new Memories(), { ...QUESTION, path: folder, subjects: '1:2,3:4' }, WAITING)).toBeNull();
  // The same question about this folder gets as far as git.
  await expect(answerCheck(folder, new Memories(), { ...QUESTION, path: folder, subjects: subjectsOf(folder, QUESTION.db) }, WAITING)).rejects.toThrow('is not a git repository');
});

test('a question that nobody waits for any more is not gone into', async () => {
  expect(await answerCheck(folder, new Memories(), { ...QUESTION, path: folder, subjects: subjectsOf(folder, QUESTION.db) }, () => true)).toBeNull();
});

describe('a peer', () => {
  test.each([
    ['says nothing', () => {}, 'silent'],
    ['hangs up', (socket: Socket) => socket.destroy(), 'silent'],
    ['speaks of something else', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'silent'],
    ['does not know the key', (socket: Socket) => socket.write('{"proof":"00","nonce":"11"}\n'), 'nobody'],
  ] as const)('that %s is not believed', async (_, behave, kind) => {
    const address = join(folder, 'peer.sock');
    const peer = await listening(address, behave);
    expect(await ask({ kind: 'stay', tool: '', pid: process.pid, address, key: 'secret', at: 0 }, QUESTION, { welcomeMs: 100, answerMs: 100 })).toEqual({ kind });
    peer.close();
  });

  test('that is gone is known to be', async () => {
    expect(await ask({ kind: 'stay', tool: '', pid: process.pid, address: join(folder, 'gone.sock'), key: 'secret', at: 0 }, QUESTION, PATIENT)).toEqual({ kind: 'nobody' });
  });
});

describe.skipIf(process.platform === 'win32')('the folder of the notes', () => {
  test('is the own user’s alone', () => {
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    chmodSync(place.folder, 0o750);
    expect(placed('find')).toBeNull();
    chmodSync(place.folder, 0o700);
    expect(placed('find')).toEqual(place);
  });

  test('is no link, and nobody else’s', () => {
    rmSync(place.folder, { recursive: true });
    mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(folder, 'elsewhere'), place.folder);
    expect(placed('make')).toBeNull();
    rmSync(place.folder);
    mkdirSync(place.folder, { mode: 0o700 });
    // Only an administrator can give a folder away.
    if (process.getuid?.() === 0) chownSync(place.folder, 65_534, 65_534);
    expect(placed('make') === null).toBe(process.getuid?.() === 0);
  });

  test('that somebody else could enter meanwhile is not written to, nor believed', async () => {
    const standby = new Standby(place, 'watch', () => Promise.resolve([CHECK]));
    await standby.open();
    chmodSync(place.folder, 0o777);
    expect(readNote(place)).toBeNull();
    await expect(standby.open()).rejects.toThrow("is not this user's own");
    chmodSync(place.folder, 0o700);
    await standby.close();
  });

  test('is the only one in which a socket that is left over is removed', async () => {
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'mine');
    writeNote(place, { kind: 'stay', tool: '', pid: 2 ** 30, address: precious, key: '', at: 0 });
    const standby = new Standby(place, 'watch', () => Promise.resolve([CHECK]));
    await standby.open();
    expect(existsSync(precious)).toBe(true);
    await standby.close();
  });

  test('loses the sockets of processes that were killed, and no other', async () => {
    const socket = (number: number) => join(place.folder, `0123abcd-${String(number).padStart(12, '0')}.sock`);
    const listen = (file: string) => `require('net').createServer().listen(${JSON.stringify(file)}, () => console.log('there'))`;
    for (const number of [1, 2]) {
      const killed = spawn(process.execPath, ['-e', listen(socket(number))], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(killed.stdout, 'data');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    }
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket(3), resolve));
    writeFileSync(socket(4), 'no socket');
    const anHourAgo = Date.now() / 1000 - 3600;
    // The second may be of a process that is just beginning.
    for (const number of [1, 3, 4]) utimesSync(socket(number), anHourAgo, anHourAgo);
    const standby = new Standby(place, 'stay', () => Promise.resolve([CHECK]));
    await standby.open();
    expect([1, 2, 3, 4].filter((number) => existsSync(socket(number)))).toEqual([2, 3, 4]);
    await standby.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test('whose path leaves no room for a socket is no place to stay', async () => {
    const far = placeOf('/shop.db', '/shop', 'make', {}, { XDG_RUNTIME_DIR: join(folder, 'x'.repeat(100)) }) ?? place;
    const standby = new Standby(far, 'stay', () => Promise.resolve([CHECK]));
    await expect(standby.open()).rejects.toThrow('too long for a socket');
    // As long as that of a Mac's temporary folder.
    expect(addressIn({ folder: `/${'x'.repeat(59)}`, name: place.name })).not.toBeNull();
  });

  test('is not made by who only looks', () => {
    rmSync(place.folder, { recursive: true });
    expect(placed('find')).toBeNull();
    expect(existsSync(place.folder)).toBe(false);
  });

  test('has a note for each configuration and each pack that a check names', () => {
    const names = [{}, { pack: 'requests-httpx' }, { config: '/shop/other.yaml' }, { config: '/shop/other.yaml', pack: 'requests-httpx' }].map((variant) => placeOf('/shop.db', '/shop', 'make', variant, { XDG_RUNTIME_DIR: folder })?.name);
    expect(new Set(names).size).toBe(4);
  });

  test('has a note for each repository and each database', () => {
    expect(new Set([placed('find'), placed('find', '/shop2'), placed('find', '/shop', '/other.db')].map((one) => one?.name)).size).toBe(3);
  });
});

test('a repository is looked for upwards, links resolved', () => {
  mkdirSync(join(folder, 'shop/.git'), { recursive: true });
  mkdirSync(join(folder, 'shop/app'));
  symlinkSync(join(folder, 'shop/app'), join(folder, 'link'));
  expect([join(folder, 'shop'), join(folder, 'shop/app'), join(folder, 'link')].map(likelyRoot)).toEqual(Array(3).fill(join(folder, 'shop')));
  expect(likelyRoot(join(folder, 'nowhere'))).toBeNull();
});

function noted(): Note {
  const note = readNote(place);
  if (note === null) throw new Error('There is no note');
  return note;
}

async function listening(address: string, behave: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => void behave(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(address, resolve));
  return server.unref();
}
