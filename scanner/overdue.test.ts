/** A file that takes too long to judge is named, and costs nothing but itself. */
import { expect, test } from 'vitest';
import { Analyser, type ExtractedFile } from './analyse';
import { extract } from './extract';
import { NO_STORE } from './facts-store';
import { openRepository } from './git';
import { packNamed } from './packs/built-in';
import { ProjectMemory } from './project-memory';
import { scan } from './scan';
import { TestRepository } from './testing/repository';
import { openWorkingTree } from './working-tree-source';

const IMPORT = 'from sqlalchemy.orm import Session\n';
/** Each function may give the variable its value: judging this takes the square of their number, ten seconds and more. */
const HEAVY = `${IMPORT}db = None\n${Array.from({ length: 5000 }, (_, index) => `def step_${index}(s: Session):\n global db\n db = s or db\n db.commit()\n`).join('')}`;
const LIGHT = `${IMPORT}def place(session: Session):\n    session.commit()\n`;
const USER = 'from app.heavy import get_session\n\ndef ship():\n    session = get_session()\n    session.commit()\n';

function fileOf(path: string, text: string): ExtractedFile {
  return { path, blob: '', facts: extract('python', Buffer.from(text)) };
}

test('what others get from it is unknown, not missing; another version of it is judged', () => {
  const analyser = new Analyser({ roots: [], services: {}, exempt: [] }, packNamed('sqlalchemy-async'), { isKept: true, budgetMs: 2000 });
  const [light, heavy, user] = [fileOf('app/orders.py', LIGHT), fileOf('app/heavy.py', HEAVY), fileOf('app/shipping.py', USER)];
  const first = analyser.analyse([light, heavy, user], []);
  expect(first.notJudged).toEqual(['app/heavy.py']);
  const usages = ({ files }: typeof first) => files.flatMap((file) => file.usages.map(({ line, state, api }) => `${file.path}:${line} ${state} ${api}`));
  expect(usages(first)).toEqual(['app/orders.py:2 sync Session', 'app/orders.py:3 sync Session.commit', 'app/shipping.py:5 unknown Session.commit']);
  expect(first.files.flatMap((file) => file.hazards)).toEqual([]);
  // It is not tried again as long as it is the same.
  const edited = analyser.analyse([fileOf('app/orders.py', `# Edited.\n${LIGHT}`), heavy, user], []);
  expect(edited.notJudged).toEqual(['app/heavy.py']);
  expect(usages(edited)).toContain('app/orders.py:4 sync Session.commit');
  const mended = analyser.analyse([light, fileOf('app/heavy.py', `${IMPORT}def get_session() -> Session: ...\n`), user], []);
  expect(mended.notJudged).toEqual([]);
  expect(usages(mended)).toContain('app/shipping.py:5 sync Session.commit');
}, 120_000);

test('a scan names it among what must be known about the data', async () => {
  const repository = new TestRepository();
  try {
    repository.commit('2026-01-05T09:00:00Z', { 'app/heavy.py': HEAVY, 'app/orders.py': LIGHT });
    const source = await openWorkingTree(await openRepository(repository.path), () => true, () => new Date());
    const settings = { pack: packNamed('sqlalchemy-async'), config: { roots: [], services: {}, exempt: [] }, exclude: [], toolVersion: 'test', store: NO_STORE };
    const { files, quality } = await scan(source, settings, {}, new ProjectMemory({ isKept: false, budgetMs: 2000 }));
    expect(files.map(({ path }) => path)).toEqual(['app/orders.py']);
    expect(quality.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['over-budget app/heavy.py']);
  } finally {
    repository.remove();
  }
}, 120_000);
