/** Checks that another process answers: what they print is what a check finds alone, whatever becomes of that process. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestRepository } from '../../scanner/testing/repository';
import type { Note } from '../standby/place';
import { run, Running, type Ended } from './testing/built-command';

const MONDAY = '2026-01-05T09:00:00Z';
const TUESDAY = '2026-01-06T09:00:00Z';
const ORDERS = 'from sqlalchemy.orm import Session\n\ndef place(db: Session, order):\n    db.add(order)\n    db.commit()\n';
const PAYMENTS = 'from sqlalchemy.ext.asyncio import AsyncSession\n\nasync def pay(db: AsyncSession, invoice):\n    await db.merge(invoice)\n    await db.commit()\n';
const REFUND = `${PAYMENTS}\nasync def refund(db: AsyncSession, invoice):\n    db.delete(invoice)\n`;
const CANCEL = `${ORDERS}\ndef cancel(db: Session, order):\n    db.delete(order)\n`;

/** What is written beside what is printed. */
const WRITTEN = ['json', 'sarif', 'github', 'markdown'] as const;

let repository: TestRepository;
let folder: string;
/** Left behind by a test. */
let stayed: number[];
beforeEach(() => {
  repository = new TestRepository();
  repository.commit(MONDAY, { 'app/orders.py': ORDERS, 'app/payments.py': PAYMENTS });
  folder = mkdtempSync(join(tmpdir(), 'awaited-standby-'));
  stayed = [];
});
afterEach(() => {
  for (const pid of stayed.filter(isThere)) process.kill(pid, 'SIGKILL');
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** With a folder for sockets of its own: nobody can be asked but who has the same. */
const environment = (sockets: string) => ({ XDG_RUNTIME_DIR: join(folder, sockets), GIT_CONFIG_GLOBAL: '/dev/null' });
const line = (...args: string[]) => ['check', repository.path, '--db', join(folder, 'awaited.db'), ...args];

interface Checked extends Ended {
  readonly written: Readonly<Record<string, string>>;
}

/** Without git nothing is found alone: what comes was answered. */
const askedOnce = (...args: string[]) => checked({ ...environment('shared'), PATH: folder }, args);
/** A busy machine may take longer to answer than a check waits. */
const asked = (...args: string[]) => vi.waitFor(async () => {
  const answered = await askedOnce(...args);
  expect(answered.code).not.toBe(2);
  return answered;
}, 60_000);
const alone = (...args: string[]) => checked(environment('alone'), args);
/** By whomever. */
const check = (...args: string[]) => checked(environment('shared'), args);

let runs = 0;
async function checked(env: Record<string, string>, args: string[]): Promise<Checked> {
  const files = WRITTEN.map((format) => [format, join(folder, `${format}-${++runs}`)] as const);
  const ended = await run(line(...args, ...files.flatMap(([format, file]) => ['--write', `${format}=${file}`])), { env });
  const written = ended.code === 2 ? [] : files.map(([format, file]) => [format, timeless(readFileSync(file, 'utf8'))] as const);
  return { ...ended, written: Object.fromEntries(written) };
}

/** The working tree is judged as of now. */
function timeless(text: string): string {
  return text.replace(/("head": \{\s+"commit": null,\s+"at": )"[^"]+"/g, '$1"now"');
}

async function expectSame(code: number, ...args: string[]): Promise<void> {
  const [expected, found] = await Promise.all([alone(...args), asked(...args)]);
  expect(found).toEqual(expected);
  expect(expected).toMatchObject({ code, err: '' });
  expect(Object.values(expected.written)).toHaveLength(WRITTEN.length);
}

/** A check that leaves a process behind; its number, once it can be asked. */
async function stay(minutes = '5'): Promise<number> {
  const { err } = await check('--base', 'HEAD', '--stay', minutes);
  const pid = Number(/^A process \((\d+)\) stays/.exec(err)?.[1]);
  stayed.push(pid);
  await until(() => noteOf()?.pid === pid && noteOf()?.address !== null);
  return pid;
}

function noteOf(): Note | null {
  const [name] = readdirSync(join(folder, 'shared/awaited')).filter((file) => file.endsWith('.json'));
  return name === undefined ? null : (JSON.parse(readFileSync(join(folder, 'shared/awaited', name), 'utf8')) as Note);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 60_000, interval: 50 });
const ended = (pid: number) => until(() => !isThere(pid));

test('a watch answers what a check finds alone: after edits, commits and a new configuration, in each format', async () => {
  const watch = new Running(['watch', repository.path, '--db', join(folder, 'awaited.db')], { env: environment('shared') });
  try {
    await watch.firstLine();
    await until(() => noteOf()?.address != null);
    await expectSame(0, '--base', 'HEAD');
    repository.write({ 'app/orders.py': CANCEL, 'app/payments.py': REFUND, 'app/new.py': ORDERS });
    await expectSame(1, '--base', 'HEAD');
    await expectSame(1, '--base', 'HEAD', '--fail-on', 'note');
    repository.commit(TUESDAY);
    await expectSame(0, '--base', 'HEAD');
    await expectSame(1, '--base', 'HEAD~1');
    await expectSame(1, '--base', 'HEAD~1', '--rev', 'HEAD');
    repository.write({ 'app/new.py': null });
    await expectSame(0, '--base', 'HEAD');

    repository.write({ 'awaited.yaml': 'exempt: [{ path: "app/orders.py", reason: "stays sync" }, { path: "app/payments.py", reason: "soon gone" }]\n' });
    expect(await check('--base', 'HEAD~1')).toEqual(await alone('--base', 'HEAD~1'));
    await expectSame(0, '--base', 'HEAD~1');
  } finally {
    watch.child.kill('SIGTERM');
    await watch.ended;
  }
  expect(readdirSync(join(folder, 'shared/awaited'))).toEqual([]);
});

test('a process that stays answers for several migrations, several checks at once, until it is told to end', async () => {
  const pack = 'pack: requests-to-httpx\ntitle: requests to httpx\nlanguage: python\nmodules: [requests, httpx]\nstubs: [http.pyi]\nlegacy: { functions: { requests.get } }\ntarget: { functions: { httpx.get } }\n';
  const stubs = '# module: requests\ndef get(url: str): ...\n# module: httpx\ndef get(url: str): ...\n';
  const config = 'migrations:\n  - { migration: Async, pack: sqlalchemy-async }\n  - { pack: packs/http.yaml }\n';
  repository.commit(TUESDAY, { 'awaited.yaml': config, 'packs/http.yaml': pack, 'packs/http.pyi': stubs, 'app/client.py': 'import httpx\n' });
  const pid = await stay();
  repository.write({ 'app/client.py': 'import requests\n\ndef load(url):\n    return requests.get(url)\n', 'app/orders.py': CANCEL });
  await expectSame(1, '--base', 'HEAD');
  await expectSame(1, '--base', 'HEAD', '--pack', 'requests-to-httpx');
  const [one, other] = await Promise.all([asked('--base', 'HEAD'), asked('--base', 'HEAD~1')]);
  expect([one, other]).toEqual([await alone('--base', 'HEAD'), await alone('--base', 'HEAD~1')]);

  expect(await check('--base', 'HEAD', '--stay', '5')).toMatchObject({ code: 1, err: '' });
  expect(await check('--base', 'HEAD', '--stay', '0')).toEqual(one);
  await ended(pid);
  expect(readdirSync(join(folder, 'shared/awaited'))).toEqual([]);
});

test('a process that was killed, or hangs, is not missed', async () => {
  const hung = await stay();
  repository.write({ 'app/orders.py': CANCEL });
  const expected = await alone('--base', 'HEAD');
  process.kill(hung, 'SIGSTOP');
  expect(await check('--base', 'HEAD')).toEqual(expected);
  process.kill(hung, 'SIGKILL');
  await ended(hung);
  expect(noteOf()?.address).toEqual(expect.any(String));
  expect(await check('--base', 'HEAD')).toEqual(expected);
  const next = await stay();
  await expectSame(1, '--base', 'HEAD');
  // It ends with what it is about.
  repository.remove();
  await ended(next);
});

test('what another version, another user or another database could say is not asked', async () => {
  const pid = await stay();
  const expected = await alone('--base', 'HEAD');
  expect((await askedOnce('--base', 'HEAD', '--db', join(folder, 'other.db'))).code).toBe(2);
  expect((await checked({ ...environment('shared'), PATH: folder, HOME: folder }, ['--base', 'HEAD'])).code).toBe(2);
  expect((await askedOnce('--base', 'nowhere')).code).toBe(2);
  expect(await asked('--base', 'HEAD')).toEqual(expected);

  const [name = ''] = readdirSync(join(folder, 'shared/awaited')).filter((file) => file.endsWith('.json'));
  writeFileSync(join(folder, 'shared/awaited', name), JSON.stringify({ ...noteOf(), tool: '0.0.9' }));
  expect(await check('--base', 'HEAD')).toEqual(expected);
  await ended(pid);

  const database = join(folder, 'awaited.db');
  const other = await stay();
  copyFileSync(database, `${database}.copy`);
  renameSync(`${database}.copy`, database);
  await ended(other);
  // Nobody asks this one.
  await ended(await stay('0.001'));
});
