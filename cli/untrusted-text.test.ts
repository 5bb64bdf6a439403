// What a repository and its people say goes through every output, and stays text.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildHostile, HOSTILE } from '../example/hostile.mjs';
import { badgeSvg } from '../lib/badge';
import { addAnnotation } from '../lib/db/edit/annotation';
import { addExemption } from '../lib/db/edit/exemption';
import { saveFilePlan } from '../lib/db/edit/file-plan';
import { openDatabase } from '../lib/db/open';
import { logLine } from '../lib/escape';
import { sentenceOf } from './failures';
import { awaited } from './testing/awaited';

const folder = mkdtempSync(join(tmpdir(), 'awaited-hostile-'));
const repository = join(folder, HOSTILE[0] ?? '');
const database = join(folder, 'awaited.db');

beforeAll(async () => {
  vi.stubEnv('AWAITED_DB', database);
  buildHostile(repository);
  for (const command of ['history', 'scan']) expect((await awaited(command, repository)).code).toBe(0);
  const db = await openDatabase(database);
  const files = await db.selectFrom('file').select('id').execute();
  for (const [index, { id }] of files.entries()) {
    const text = HOSTILE[index % HOSTILE.length] ?? '';
    const editor = { projectId: 1, who: text, at: '2026-01-13T09:00:00Z' };
    await saveFilePlan(db, editor, id, 0, { assignee: text, due: '2026-01-01', prUrl: null, note: text });
    if (index % 3 === 0) await addExemption(db, editor, id, null, text);
    await addAnnotation(db, editor, '2026-01-12', text);
  }
  await db.destroy();
}, 60_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

async function output(...args: string[]): Promise<string> {
  const { out, err } = await awaited(...args);
  expect(err).toBe('');
  expect(out).toContain('pwned');
  return out;
}

// All but the line feed: what a terminal obeys, and what turns the writing round.
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function expectPlain(text: string): void {
  expect(text.match(OBEYED)).toBeNull();
  expect(text.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
}

/** No tag, attribute or link but those that the format itself writes. */
function expectHarmless(html: string, tags: RegExp): void {
  for (const [tag, name = ''] of html.matchAll(/<\/?([a-z!][\w-]*)[^>]*>/gi)) {
    expect(name, tag).toMatch(tags);
    expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=/i);
  }
  for (const [, target = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/gi)) expect(target).toMatch(/^(#|https:\/\/|data:image\/|[\w./-]*$)/);
}

describe('a terminal and a log', () => {
  test.each([[['usages']], [['next']], [['scan']], [['check', '--base', 'HEAD~1']]])('%j', async ([command = '', ...options]) => {
    expectPlain(await output(command, repository, ...options));
  });

  test('explain', async () => {
    for (const name of HOSTILE.slice(0, 6)) expectPlain((await awaited('explain', join(repository, `${name.replaceAll('/', '∕')}.py:4`))).out);
  });

  test('an error', () => {
    for (const text of HOSTILE) expectPlain(sentenceOf(new Error(text), { NODE_ENV: 'test' }));
    for (const text of HOSTILE) expect(logLine(text)).not.toContain('\n');
  });
});

test('annotations on GitHub: one command for each finding, none of the repository', async () => {
  const out = await output('check', repository, '--base', 'HEAD~1', '--format', 'github');
  const lines = out.trimEnd().split('\n');
  const commands = lines.filter((line) => /^\s*::/.test(line));
  expect(commands).toHaveLength(50);
  for (const line of commands) expect(line).toMatch(/^::(error|warning|notice) file=[^,:]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=Awaited%3A [a-z-]+::[^\r\n]+$/);
  expect(lines.length).toBeGreaterThan(52);
  expect(out.match(OBEYED)).toBeNull();
});

test('SARIF: paths as URIs that lead nowhere else', async () => {
  const log = JSON.parse(await output('check', repository, '--base', 'HEAD~1', '--format', 'sarif')) as { runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] };
  const uris = log.runs.flatMap((run) => run.results.flatMap((result) => result.locations.map((location) => location.physicalLocation.artifactLocation.uri)));
  expect(uris.length).toBeGreaterThan(50);
  for (const uri of uris) {
    expect(uri).toMatch(/^[\w\-.~!$&'()*+,;=@%/]+$/);
    expect(new URL(uri, 'file:///repository/').href).toMatch(/^file:\/\/\/repository\/[^/]/);
  }
});

const MARKDOWN = /^(h[1-6]|p|ul|ol|li|table|thead|tbody|tr|t[hd]|strong|em|code|pre|hr|br|details|summary|blockquote|!--|a|input)$/i;
test.each([
  ['report', []],
  ['plan', []],
  ['verify', []],
  ['check', ['--base', 'HEAD~1', '--format', 'markdown']],
])('%s in Markdown', async (command, options) => {
  const text = await output(command, repository, ...options);
  const html = await marked(text, { gfm: true });
  expectHarmless(html, MARKDOWN);
  expect(html.match(/<a [^>]*pwned/)).toBeNull();
  // Mentions and references come to life in text, not in code.
  expect(html.replace(/<(code|pre)>.*?<\/\1>/gs, '')).not.toMatch(/(^|\s)[@#]pwned/);
  for (const table of html.match(/<table>.*?<\/table>/gs) ?? []) {
    const widths = new Set((table.match(/<tr>.*?<\/tr>/gs) ?? []).map((row) => row.match(/<t[hd]/g)?.length));
    expect([...widths]).toHaveLength(1);
  }
});

test('the report in HTML', async () => {
  const html = await output('report', repository, '--format', 'html');
  expectHarmless(html, /^(!doctype|html|head|meta|title|style|body|main|header|section|footer|h[1-6]|p|div|span|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|t[hd]|strong|em|b|small|code|pre|a|br|hr|svg|g|rect|path|line|polyline|polygon|circle|text|desc|defs|pattern|time|figure|figcaption|article|abbr)$/i);
  expect(html).not.toMatch(/<script/i);
});

test('the report in CSV: as many cells in each row of a table, and none is a formula', async () => {
  const rows = csv(await output('report', repository, '--format', 'csv'));
  expect(rows.length).toBeGreaterThan(5);
  for (const cell of rows.flat()) expect(cell).toMatch(/^(?!\s*[=+\-@|%])|^-?\d/);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
});

test.each([['usages', ['--json']], ['report', ['--format', 'json']], ['check', ['--base', 'HEAD~1', '--format', 'json']], ['plan', ['--format', 'json']]])('%s as JSON says what was there', async (command, options) => {
  const out = await output(command, repository, ...options);
  const values = out.trim().split(/\n(?=\{)/).map((line) => JSON.parse(line) as unknown);
  expect(JSON.stringify(values)).toContain(JSON.stringify(HOSTILE[0]).slice(1, -1));
  expect(out.match(/[\u0000-\u0009\u000b-\u001f]/)).toBeNull();
});

test.each(HOSTILE)('a badge that says %j', (label) => {
  expectHarmless(badgeSvg({ label, done: 1, scope: 2, broken: 0 }), /^(svg|title|linearGradient|stop|clipPath|rect|g|path|text)$/);
});

function csv(text: string): string[][] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
}
