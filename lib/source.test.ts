import { renameSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TestRepository } from '../scanner/testing/repository';
import { commitsBetween, gitUser, lineOrigins, sourceText } from './source';

test('a repository whose disk is away has no text, no authors and no commits, and has them again when it is back', async () => {
  const repository = new TestRepository();
  const commit = repository.commit('2026-01-05T09:00:00Z', { 'orders.py': 'x = 1\n' });
  const blob = repository.git('rev-parse', 'HEAD:orders.py').trim();
  const root = repository.path;
  const away = `${root}-away`;
  const text = () => sourceText({ root, blob, path: 'orders.py', language: 'python' });
  renameSync(root, away);
  try {
    expect(await text()).toBeNull();
    expect(await lineOrigins(root, commit, 'orders.py')).toEqual(new Map());
    expect(await commitsBetween(root, null, commit, ['orders.py'], 5)).toEqual([]);
    expect(await gitUser(root)).toBe('');
    renameSync(away, root);
    expect(await text()).toBe('x = 1\n');
    renameSync(root, away);
    expect(await text()).toBeNull();
    expect(await lineOrigins(root, commit, 'orders.py')).toEqual(new Map());
  } finally {
    for (const path of [root, away]) rmSync(path, { recursive: true, force: true });
  }
});
