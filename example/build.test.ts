import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildExample, EXAMPLE_HEAD } from './build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'awaited-example-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (path: string, ...args: string[]) => execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' }).trim();

describe('the example repository', () => {
  test('is the same, commit by commit, wherever it is built', async () => {
    const path = await buildExample(join(folder, 'first', 'orderdesk'));
    expect(git(path, 'rev-parse', 'HEAD')).toBe(EXAMPLE_HEAD);
    expect(git(path, 'status', '--porcelain')).toBe('');
    expect(git(path, 'branch', '--show-current')).toBe('main');
  });

  test('spans fourteen weeks, one of them quiet', async () => {
    const path = await buildExample(join(folder, 'first', 'orderdesk'));
    const weeks = new Set(git(path, 'log', '--format=%ad', '--date=format:%G-W%V').split('\n'));
    expect([...weeks].sort()).toEqual([34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45, 46, 47].map((week) => `2026-W${week}`));
  });

  test('is used as it is when it is whole, and built again when it is not', async () => {
    const path = await buildExample(join(folder, 'again', 'orderdesk'));
    writeFileSync(join(path, 'note.txt'), 'kept');
    await buildExample(path);
    expect(git(path, 'status', '--porcelain')).toBe('?? note.txt');
    git(path, 'update-ref', '-d', 'refs/heads/main');
    await buildExample(path);
    expect(git(path, 'rev-parse', 'HEAD')).toBe(EXAMPLE_HEAD);
    expect(git(path, 'status', '--porcelain')).toBe('');
  });
});
