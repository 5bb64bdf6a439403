import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRepository, resolveCommit } from './git';
import { TestRepository } from './testing/repository';
import { openRevision } from './revision-source';
import type { QualityNote } from './snapshot';
import type { Source } from './source';
import { openWorkingTree } from './working-tree-source';

const MONDAY = '2026-01-05T09:00:00Z';
const NOON = () => new Date('2026-01-09T12:00:00Z');
const python = (path: string) => path.endsWith('.py');

let repository: TestRepository;
const outside = mkdtempSync(join(tmpdir(), 'awaited-outside-'));
beforeEach(() => (repository = new TestRepository()));
afterEach(() => repository.remove());

async function contents(source: Source): Promise<{ files: Record<string, string>; notes: QualityNote[] }> {
  const files: Record<string, string> = {};
  const notes = [...source.notes];
  for await (const { file, content } of source.read(source.files, (added) => notes.push(added))) files[file.path] = content.toString();
  await source.close();
  return { files, notes };
}

const atRevision = async (revision = 'HEAD', path = repository.path) => {
  const opened = await openRepository(path);
  return openRevision(opened, await resolveCommit(opened, revision), python);
};
const atWork = async (path = repository.path) => openWorkingTree(await openRepository(path), python, NOON);

/** Both ways of reading say the same. */
async function check(expected: { files?: Record<string, string>; notes?: Pick<QualityNote, 'kind' | 'path'>[] }) {
  for (const source of [await atRevision(), await atWork()]) {
    const read = await contents(source);
    if (expected.files) expect(read.files).toEqual(expected.files);
    expect(read.notes.map(({ kind, path }) => ({ kind, path }))).toEqual(expected.notes ?? []);
  }
}

describe('a revision', () => {
  test('is read from the objects, whatever lies on the disk', async () => {
    const first = repository.commit(MONDAY, { 'orders.py': 'old', 'README.md': 'x' });
    repository.commit('2026-01-12T09:00:00Z', { 'orders.py': 'new' });
    const source = await atRevision(first);
    expect([source.commit, source.at, [...source.paths]]).toEqual([first, '2026-01-05T09:00:00.000Z', ['README.md', 'orders.py']]);
    expect((await contents(source)).files).toEqual({ 'orders.py': 'old' });
  });

  test('of a bare repository', async () => {
    repository.commit(MONDAY, { 'orders.py': 'x' });
    const bare = join(outside, 'bare.git');
    rmSync(bare, { recursive: true, force: true });
    execFileSync('git', ['clone', '-q', '--bare', repository.path, bare]);
    expect((await contents(await atRevision('HEAD', bare))).files).toEqual({ 'orders.py': 'x' });
    expect(await openRepository(bare)).toMatchObject({ isBare: true, name: 'bare' });
  });

  test('names an object that the repository lacks', async () => {
    repository.commit(MONDAY, { 'orders.py': 'x', 'routes.py': 'y' });
    const id = repository.git('rev-parse', 'HEAD:orders.py').trim();
    rmSync(join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { files, notes } = await contents(await atRevision());
    expect(files).toEqual({ 'routes.py': 'y' });
    expect(notes).toMatchObject([{ kind: 'unreadable', path: 'orders.py' }]);
  });

  for (const revision of ['nowhere', '--all', '-h', 'a\0b', '', 'HEAD:orders.py', '$(touch x)']) {
    test(`that does not exist is refused in one sentence: ${JSON.stringify(revision)}`, async () => {
      repository.commit(MONDAY, { 'orders.py': 'x' });
      await expect(atRevision(revision)).rejects.toThrow(/^There is no revision .* name a commit, branch or tag that exists there\.$/);
    });
  }
});

describe('a working tree', () => {
  test('that is clean is its commit', async () => {
    const commit = repository.commit(MONDAY, { 'orders.py': 'x' });
    repository.write({ 'notes.txt': 'unwanted changes do not matter' });
    const source = await atWork();
    expect([source.commit, source.at]).toEqual([commit, '2026-01-05T09:00:00.000Z']);
    await source.close();
  });

  test('that was only touched is its commit, too', async () => {
    const commit = repository.commit(MONDAY, { 'orders.py': 'x' });
    utimesSync(join(repository.path, 'orders.py'), 1, 1);
    const source = await atWork();
    expect([source.commit, source.files]).toMatchObject([commit, [{ path: 'orders.py', blob: repository.git('rev-parse', 'HEAD:orders.py').trim() }]]);
    await source.close();
  });

  test('has its edits, staged and not, its new files and not its deleted and ignored ones', async () => {
    const commit = repository.commit(MONDAY, { 'a.py': 'a', 'b.py': 'b', 'c.py': 'c', 'd.py': 'd', '.gitignore': 'venv/\n' });
    repository.write({ 'a.py': 'edited', 'b.py': 'staged', 'c.py': null, 'new.py': 'new', 'venv/lib.py': 'ignored' });
    repository.git('add', 'b.py');
    const source = await atWork();
    expect([source.commit, source.base, source.at]).toEqual([null, commit, '2026-01-09T12:00:00.000Z']);
    expect((await contents(source)).files).toEqual({ 'a.py': 'edited', 'b.py': 'staged', 'd.py': 'd', 'new.py': 'new' });
  });

  test('knows the blobs of unchanged files without reading them', async () => {
    repository.commit(MONDAY, { 'a.py': 'a', 'b.py': 'b' });
    repository.write({ 'b.py': 'edited' });
    const source = await atWork();
    expect(source.files.map((file) => file.blob)).toEqual([repository.git('rev-parse', 'HEAD:a.py').trim(), null]);
    const blobs: string[] = [];
    for await (const { blob } of source.read(source.files, () => {})) blobs.push(blob);
    await source.close();
    expect(blobs[1]).toBe(repository.git('hash-object', 'b.py').trim());
  });

  test('with nothing committed yet', async () => {
    repository.write({ 'orders.py': 'x' });
    const source = await atWork();
    expect(source.base).toBeNull();
    expect((await contents(source)).files).toEqual({ 'orders.py': 'x' });
  });

  test('in the middle of a merge conflict', async () => {
    repository.commit(MONDAY, { 'a.py': 'base' });
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit(MONDAY, { 'a.py': 'side' });
    repository.git('checkout', '-q', 'main');
    repository.commit(MONDAY, { 'a.py': 'main' });
    expect(() => repository.git('merge', '-q', 'side')).toThrow();
    expect((await contents(await atWork())).files['a.py']).toContain('<<<<<<<');
  });

  test('thinned by a sparse checkout is read from the objects', async () => {
    repository.commit(MONDAY, { 'app/a.py': 'a', 'docs/b.py': 'b' });
    repository.git('sparse-checkout', 'set', 'app');
    expect(existsSync(join(repository.path, 'docs'))).toBe(false);
    const source = await atWork();
    expect((await contents(source)).files).toEqual({ 'app/a.py': 'a', 'docs/b.py': 'b' });
  });

  test.skipIf(process.getuid?.() === 0)('names a file that may not be read', async () => {
    repository.commit(MONDAY, { 'a.py': 'a' });
    repository.write({ 'b.py': 'b' });
    chmodSync(join(repository.path, 'b.py'), 0);
    const { files, notes } = await contents(await atWork());
    expect(files).toEqual({ 'a.py': 'a' });
    expect(notes).toMatchObject([{ kind: 'unreadable', path: 'b.py' }]);
  });

  test('names a file that became a link or a folder behind a link', async () => {
    repository.commit(MONDAY, { 'a.py': 'a', 'lib/b.py': 'b' });
    writeFileSync(join(outside, 'b.py'), 'secret');
    repository.write({ 'a.py': null, 'lib/b.py': null });
    rmSync(join(repository.path, 'lib'), { recursive: true });
    symlinkSync(join(outside, 'b.py'), join(repository.path, 'a.py'));
    symlinkSync(outside, join(repository.path, 'lib'));
    const { files, notes } = await contents(await atWork());
    expect(files).toEqual({});
    expect(notes).toMatchObject([{ kind: 'symlink', path: 'a.py' }]);
  });

  test('of a linked worktree and from a folder within', async () => {
    repository.commit(MONDAY, { 'app/a.py': 'a' });
    expect((await contents(await atWork(join(repository.path, 'app')))).files).toEqual({ 'app/a.py': 'a' });
    const linked = join(outside, 'linked');
    repository.git('worktree', 'add', '-q', linked);
    expect((await contents(await atWork(linked))).files).toEqual({ 'app/a.py': 'a' });
    repository.git('worktree', 'remove', linked);
  });
});

describe('what is not read is named', () => {
  test('too large files', async () => {
    repository.commit(MONDAY, { 'generated.py': 'x = 1\n'.repeat(1_000_000), 'a.py': 'a' });
    await check({ files: { 'a.py': 'a' }, notes: [{ kind: 'too-large', path: 'generated.py' }] });
  });

  test('links, wherever they lead', async () => {
    writeFileSync(join(outside, 'secret.py'), 'secret');
    symlinkSync(join(outside, 'secret.py'), join(repository.path, 'secret.py'));
    symlinkSync('a.py', join(repository.path, 'alias.py'));
    symlinkSync('/etc', join(repository.path, 'etc'));
    repository.commit(MONDAY, { 'a.py': 'a' });
    await check({ files: { 'a.py': 'a' }, notes: [{ kind: 'symlink', path: 'alias.py' }, { kind: 'symlink', path: 'secret.py' }] });
  });

  test('submodules', async () => {
    const library = new TestRepository();
    library.commit(MONDAY, { 'lib.py': 'lib' });
    repository.commit(MONDAY, { 'a.py': 'a' });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.path, 'vendor');
    repository.commit(MONDAY);
    library.remove();
    await check({ files: { 'a.py': 'a' }, notes: [{ kind: 'submodule', path: 'vendor' }] });
  });

  test('repositories inside the tree', async () => {
    repository.commit(MONDAY, { 'a.py': 'a' });
    const inner = join(repository.path, 'inner');
    mkdirSync(inner);
    execFileSync('git', ['init', '-q', inner]);
    writeFileSync(join(inner, 'b.py'), 'b');
    const { notes } = await contents(await atWork());
    expect(notes).toMatchObject([{ kind: 'submodule', path: 'inner/' }]);
  });
});

test('names are bytes', async () => {
  const latin = Buffer.concat([Buffer.from(`${repository.path}/caf`), Buffer.from([0xe9]), Buffer.from('.py')]);
  writeFileSync(latin, 'latin');
  repository.commit(MONDAY, { 'line\nbreak.py': 'a', 'quo"te\'s.py': 'b', 'ünï.py': 'c', '-rf.py': 'd', ':(top)x.py': 'e' });
  const files = { 'caf\\xe9.py': 'latin', 'line\nbreak.py': 'a', 'quo"te\'s.py': 'b', 'ünï.py': 'c', '-rf.py': 'd', ':(top)x.py': 'e' };
  await check({ files });
  writeFileSync(latin, 'edited');
  expect((await contents(await atWork())).files['caf\\xe9.py']).toBe('edited');
});

test('SHA-256 repositories', async () => {
  repository.remove();
  repository = new TestRepository('--object-format=sha256');
  repository.commit(MONDAY, { 'a.py': 'a' });
  await check({ files: { 'a.py': 'a' } });
});

test('nothing of a hostile repository is run', async () => {
  const trap = join(outside, 'trap');
  const script = join(outside, 'trap.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> ${trap}\ncat\n`, { mode: 0o755 });
  repository.commit(MONDAY, { 'a.py': 'a\n', 'b.py': 'b\n', '.gitattributes': '*.py filter=evil diff=evil\n' });
  for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
    writeFileSync(join(repository.path, '.git/hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
  }
  const settings = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'core.askPass', 'diff.external', 'diff.evil.command'];
  const filters = ['diff.evil.textconv', 'filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'gpg.program', 'credential.helper'];
  for (const key of [...settings, ...filters]) repository.git('config', key, script);
  repository.git('config', 'pager.ls-files', script);
  repository.git('config', 'alias.ls-files', `!${script}`);
  repository.git('config', 'log.showSignature', 'true');
  repository.git('config', 'remote.origin.url', `ext::${script}`);
  repository.git('config', 'remote.origin.promisor', 'true');
  repository.git('config', 'protocol.ext.allow', 'always');
  repository.git('config', 'extensions.partialClone', 'origin');
  // Written in the same moment as the index: git would compare contents, through the filter.
  repository.write({ 'a.py': 'A\n' });
  const moment = new Date();
  utimesSync(join(repository.path, 'a.py'), moment, moment);
  utimesSync(join(repository.path, 'b.py'), moment, moment);
  utimesSync(join(repository.path, '.git/index'), moment, moment);
  const id = repository.git('rev-parse', 'HEAD:b.py').trim();
  rmSync(join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2)));
  rmSync(trap, { force: true });
  expect((await contents(await atWork())).files).toEqual({ 'a.py': 'A\n', 'b.py': 'b\n' });
  expect((await contents(await atRevision())).files).toEqual({ 'a.py': 'a\n' });
  expect(existsSync(trap)).toBe(false);
});
