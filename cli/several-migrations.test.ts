import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../lib/db/open';
import { listProjects } from '../lib/db/read/project';
import { TestRepository } from '../scanner/testing/repository';
import { awaited, ORDERS } from './testing/awaited';

const PACK = `pack: requests-to-httpx
title: requests to httpx
language: python
modules: [requests, httpx]
stubs: [http.pyi]
legacy: { functions: { requests.get } }
target: { functions: { httpx.get } }
`;
const STUBS = '# module: requests\ndef get(url: str): ...\n# module: httpx\ndef get(url: str): ...\n';
const CLIENT = 'import httpx\nimport requests\n\ndef load(url):\n    requests.get(url)\n    return httpx.get(url)\n';
const CONFIG = `migrations:
  - { migration: Async, pack: sqlalchemy-async }
  - { pack: packs/http.yaml }
`;

let repository: TestRepository;
let folder: string;
beforeEach(() => {
  repository = new TestRepository();
  repository.commit('2026-01-05T09:00:00Z', { 'awaited.yaml': CONFIG, 'packs/http.yaml': PACK, 'packs/http.pyi': STUBS, 'app/orders.py': ORDERS, 'app/client.py': CLIENT });
  folder = mkdtempSync(join(tmpdir(), 'awaited-migrations-'));
});
afterEach(() => {
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'awaited.db');
const usages = async (...args: string[]) => {
  const { code, out, err } = await awaited('usages', repository.path, '--json', '--db', file(), ...args);
  if (code !== 0) return err;
  return out.trim().split('\n').filter(Boolean).map((line) => {
    const { path, line: at, state, api } = JSON.parse(line) as Record<string, unknown>;
    return `${String(path)}:${String(at)} ${String(state)} ${String(api)}`;
  });
};

test('each migration has a board and a history of its own', async () => {
  expect(await awaited('scan', repository.path, '--db', file())).toMatchObject({ code: 0 });
  expect(await awaited('history', repository.path, '--weeks', '1', '--quiet', '--db', file())).toMatchObject({ code: 0 });
  const db = await openDatabase(file());
  const projects = await listProjects(db);
  const weeks = await db.selectFrom('snapshot').select(['project_id', 'week']).where('week', 'is not', null).execute();
  await db.destroy();
  expect(projects.map(({ slug, pack, config, counts }) => ({ last: slug.split('-').at(-1), pack, migration: config.migration, counts }))).toEqual([
    { last: expect.any(String) as string, pack: 'sqlalchemy-async', migration: 'Async', counts: { sync: 3 } },
    { last: 'httpx', pack: 'requests-to-httpx', migration: 'requests to httpx', counts: { sync: 1, async: 1 } },
  ]);
  expect(new Set(weeks.map((row) => row.project_id)).size).toBe(2);
});

test('a command that answers for one migration asks for it', async () => {
  expect(await usages()).toMatch(/has 2 migrations; choose one with --pack: sqlalchemy-async, requests-to-httpx\.$/m);
  const found = ['app/client.py:5 sync get', 'app/client.py:6 async get'];
  expect(await usages('--pack', 'requests-to-httpx')).toEqual(found);
  expect(await usages('--pack', 'packs/http.yaml')).toEqual(found);
  expect(await usages('--pack', join(repository.path, 'packs/http.yaml'))).toEqual(found);
});

test('a check answers for all migrations, each under its name', async () => {
  repository.commit('2026-01-06T09:00:00Z', { 'app/client.py': `${CLIENT}\ndef more(url):\n    requests.get(url)\n` });
  const check = (format: string) => awaited('check', repository.path, '--base', 'HEAD~1', '--format', format, '--db', file());
  const text = await check('text');
  expect(text.code).toBe(1);
  expect(text.out).toMatch(/^Async \(sqlalchemy-async\)\n\nPassed against \w{10}: 0 usages converted, 0 of 3 usages async \(0 %\)\.\n\nrequests to httpx \(requests-to-httpx\)\n\napp\/client\.py\n {2}9:14 {2}fail .*\n\nFailed against \w{10}: 1 finding; 0 usages converted, 1 of 3 usages converted \(33 %, before 50 %, scope \+1\)\.\n/);
  expect((await check('github')).out).toMatch(/^Awaited, Async: Passed .*\n::error file=app\/client\.py,line=9,.*title=Awaited%2C requests to httpx%3A new-legacy-usage::.*\nAwaited, requests to httpx: Failed /);
  expect((await check('markdown')).out.match(/^<!--.*|^###.*/gm)).toEqual(['<!-- awaited-check -->', '### Awaited, Async: passed', '### Awaited, requests to httpx: 1 finding to fix']);
  expect(JSON.parse((await check('json')).out)).toMatchObject({ format: 'awaited-checks', passed: false, checks: [{ pack: 'sqlalchemy-async', format: 'awaited-check', passed: true }, { pack: 'requests-to-httpx', passed: false }] });
  expect(JSON.parse((await check('sarif')).out)).toMatchObject({ runs: [{ automationDetails: { id: 'awaited/check/sqlalchemy-async/' }, results: [] }, { automationDetails: { id: 'awaited/check/requests-to-httpx/' }, results: [{ ruleId: 'new-legacy-usage' }] }] });
  const one = await awaited('check', repository.path, '--base', 'HEAD~1', '--pack', 'sqlalchemy-async', '--db', file());
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/^Passed against/) as string });
});

test('words are those of the pack, and documents about sessions are of sessions', async () => {
  const http = ['--pack', 'requests-to-httpx', '--db', file()];
  expect((await awaited('scan', repository.path, ...http)).out).toMatch(/^50 % converted · 1 of 2 usages in 1 files$/m);
  expect((await awaited('explain', 'app/client.py:5', '--in', repository.path, ...http)).out).toMatch(/^ {2}Call, legacy, in load$/m);
  expect((await awaited('badge', repository.path, ...http)).out).toContain('aria-label="converted: 50 %"');
  expect((await awaited('report', repository.path, ...http)).out).toMatch(/50 % · 1 of 2 usages converted/);
  expect(await awaited('plan', repository.path, ...http)).toMatchObject({ code: 2, err: expect.stringMatching(/"awaited plan" writes about sqlalchemy-async only/) as string });
});

test('at a revision the pack is that of the revision', async () => {
  repository.commit('2026-01-06T09:00:00Z', { 'packs/http.yaml': PACK.replace('{ requests.get }', '{}') });
  expect(await usages('--pack', 'requests-to-httpx')).toEqual(['app/client.py:6 async get']);
  expect(await usages('--pack', 'requests-to-httpx', '--rev', 'HEAD~1')).toHaveLength(2);
});

test('a pack may lie beside the database, with the configuration that names it', async () => {
  repository.commit('2026-01-06T09:00:00Z', { 'awaited.yaml': null, 'packs/http.yaml': null, 'packs/http.pyi': null });
  writeFileSync(join(folder, 'http.yaml'), PACK);
  writeFileSync(join(folder, 'http.pyi'), STUBS);
  writeFileSync(join(folder, 'awaited.yaml'), 'pack: http.yaml\n');
  expect(await usages()).toEqual(['app/client.py:5 sync get', 'app/client.py:6 async get']);
  expect(await usages('--rev', 'HEAD')).toHaveLength(2);
});

test('what is said of one migration does not hold for another that the configuration does not name', async () => {
  repository.write({ 'awaited.yaml': 'pack: sqlalchemy-async\nexempt: [{ path: "app/**", reason: "stays sync" }]\n' });
  expect(await usages()).toHaveLength(3);
  expect(new Set(await usages())).toEqual(new Set(['app/orders.py:3 exempt Session', 'app/orders.py:4 exempt Session.add', 'app/orders.py:5 exempt Session.commit']));
  expect(await usages('--pack', join(repository.path, 'packs/http.yaml'))).toEqual(['app/client.py:5 sync get', 'app/client.py:6 async get']);
});

test('what a repository names stays in it, and is a pack', async () => {
  const config = (pack: string) => repository.write({ 'awaited.yaml': `pack: ${pack}\n` });
  writeFileSync(join(folder, 'outside.yaml'), PACK);
  config(join(folder, 'outside.yaml'));
  expect(await usages()).toMatch(/outside\.yaml lies outside of .*; name it with --pack if you trust it\.$/m);
  symlinkSync(join(folder, 'outside.yaml'), join(repository.path, 'packs/link.yaml'));
  config('packs/link.yaml');
  expect(await usages()).toMatch(/packs\/link\.yaml: expected a regular file\.$/m);
  repository.write({ 'packs/up.yaml': PACK.replace('http.pyi', '../../up.pyi') });
  config('packs/up.yaml');
  expect(await usages()).toMatch(/up\.yaml: stubs: \.\.\/\.\.\/up\.pyi lies elsewhere/m);
  repository.write({ 'packs/taken.yaml': PACK.replace('requests-to-httpx', 'sqlalchemy-async') });
  config('packs/taken.yaml');
  expect(await usages()).toMatch(/taken\.yaml: pack: sqlalchemy-async is a pack of Awaited, expected another name\.$/m);
  config('sqlalchmy-async');
  expect(await usages()).toMatch(/There is no pack sqlalchmy-async \(did you mean sqlalchemy-async\?\)/m);
});
