import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../lib/db/open';
import { saveProject } from '../lib/db/projects';
import { findProject } from '../lib/db/read/project';
import { refreshPresentations } from './refresh-presentations';

test('a board of an earlier version gets the words of its pack, one of a team keeps its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'awaited-words-'));
  const db = await openDatabase(join(folder, 'awaited.db'));
  const project = { root: '/shop', branch: 'main' };
  const own = { words: { thing: 'an HTTP client', done: 'on httpx', states: { sync: { label: 'requests' } } } };
  await saveProject(db, { ...project, name: 'shop', pack: 'sqlalchemy-async', config: '{"migration":"Async"}' }, '2026-01-05');
  await saveProject(db, { ...project, name: 'shop', pack: 'requests-to-httpx', config: JSON.stringify({ migration: 'httpx', presentation: own }) }, '2026-01-05');
  expect((await findProject(db, 'shop'))?.words.states.sync.label).toBe('Legacy');
  await refreshPresentations(db);
  const [first, second] = [await findProject(db, 'shop'), await findProject(db, 'shop-requests-to-httpx')];
  expect(first?.config).toEqual({ migration: 'Async' });
  expect(first?.words).toMatchObject({ thing: 'a database session', done: 'async', states: { sync: { label: 'Sync' }, async: { label: 'Async' } }, kinds: { 'session-open': 'Session open' } });
  expect(first?.presentation.checklist?.map((item) => item.id)).toContain('event-loop');
  expect(second?.words).toMatchObject({ thing: 'an HTTP client', done: 'on httpx', states: { sync: { label: 'requests' }, async: { label: 'Converted' } } });
  await db.destroy();
  rmSync(folder, { recursive: true });
});
