/** A file that cannot be judged to its end is named, and costs nothing but itself; so do units that cannot be found in time. */
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

const NO_CONFIG = { roots: [], services: {}, exempt: [] };
const IMPORT = 'from sqlalchemy.orm import Session\n';
/** Each function may give the variable its value: judging this takes the square of their number, ten seconds and more. */
const HEAVY = `${IMPORT}db = None\n${Array.from({ length: 5000 }, (_, index) => `def step_${index}(s: Session):\n global db\n db = s or db\n db.commit()\n`).join('')}`;
const LIGHT = `${IMPORT}def place(session: Session):\n    session.commit()\n`;
const USER = 'from app.heavy import get_session\n\ndef ship():\n    session = get_session()\n    session.commit()\n';

function fileOf(path: string, text: string): ExtractedFile {
  return { path, blob: '', facts: extract('python', Buffer.from(text)) };
}

test('what others get from it is unknown, not missing; another version of it is judged', () => {
  const analyser = new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'), { isKept: true, budgetMs: 2000 });
  const [light, heavy, user] = [fileOf('app/orders.py', LIGHT), fileOf('app/heavy.py', HEAVY), fileOf('app/shipping.py', USER)];
  const first = analyser.analyse([light, heavy, user], []);
  expect(first.notJudged).toEqual([{ path: 'app/heavy.py', excess: 'time' }]);
  expect(analyser.isWhole).toBe(false);
  const usages = ({ files }: typeof first) => files.flatMap((file) => file.usages.map(({ line, state, api }) => `${file.path}:${line} ${state} ${api}`));
  expect(usages(first)).toEqual(['app/orders.py:2 sync Session', 'app/orders.py:3 sync Session.commit', 'app/shipping.py:5 unknown Session.commit']);
  expect(first.files.flatMap((file) => file.hazards)).toEqual([]);
  // It is not tried again as long as it is the same.
  const edited = analyser.analyse([fileOf('app/orders.py', `# Edited.\n${LIGHT}`), heavy, user], []);
  expect(edited.notJudged).toEqual([{ path: 'app/heavy.py', excess: 'time' }]);
  expect(usages(edited)).toContain('app/orders.py:4 sync Session.commit');
  const mended = analyser.analyse([light, fileOf('app/heavy.py', `${IMPORT}def get_session() -> Session: ...\n`), user], []);
  expect(mended.notJudged).toEqual([]);
  expect(analyser.isWhole).toBe(true);
  expect(usages(mended)).toContain('app/shipping.py:5 sync Session.commit');
}, 120_000);

/** Facts of one kind that cannot be looked at: whoever does calls itself until the stack is full. */
function bottomless(path: string, text: string, kind: 'exits' | 'withItems' | 'lineStarts'): ExtractedFile {
  const file = fileOf(path, text);
  const deeper = (depth: number): number => deeper(depth + 1) + 1;
  return { ...file, facts: Object.create(file.facts, { [kind]: { get: () => deeper(0) } }) };
}

test.each(['exits', 'withItems', 'lineStarts'] as const)('a file whose judging runs out of stack at its %s is set aside, and named for that', (kind) => {
  const analyser = new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'));
  const text = `${IMPORT}def get_session(session: Session):\n    with session:\n        return session\n`;
  const [light, user] = [fileOf('app/orders.py', LIGHT), fileOf('app/zones.py', LIGHT)];
  const first = analyser.analyse([light, bottomless('app/heavy.py', text, kind), user], []);
  expect(first.notJudged).toEqual([{ path: 'app/heavy.py', excess: 'depth' }]);
  expect(first.files.map(({ path, usages }) => `${path} ${usages.length}`)).toEqual(['app/orders.py 2', 'app/zones.py 2']);
  // What the analyser keeps is whole: the next state is what it would be by itself.
  const next = [light, fileOf('app/heavy.py', text), user];
  expect(analyser.analyse(next, [])).toEqual(new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'), { isKept: false }).analyse(next, []));
});

test('other errors are not taken for one file’s', () => {
  const file = fileOf('app/orders.py', LIGHT);
  const broken = { ...file, facts: Object.create(file.facts, { lineStarts: { get: () => decodeURIComponent('%') } }) };
  expect(() => new Analyser(NO_CONFIG, packNamed('sqlalchemy-async')).analyse([broken], [])).toThrow(URIError);
});

test('units that are not found in time are left out, and what comes after is judged as ever', () => {
  const chain = `${IMPORT}def step_0(s: Session):\n s.commit()\n${Array.from({ length: 1500 }, (_, index) => `def step_${index + 1}(s: Session):\n step_${index}(s)\n s.commit()\n`).join('')}`;
  const files = [fileOf('app/chain.py', chain), fileOf('app/orders.py', LIGHT)];
  const whole = new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'), { isKept: false }).analyse(files, []);
  expect(whole.units).not.toEqual([]);
  const analyser = new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'), { isKept: true, unitsMs: 1 });
  expect(analyser.analyse(files, [])).toEqual({ ...whole, units: [], unitsMissing: 'time' });
  const edited = [fileOf('app/chain.py', `# Edited.\n${chain}`), fileOf('app/orders.py', LIGHT)];
  expect(analyser.analyse(edited, []).files).toEqual(new Analyser(NO_CONFIG, packNamed('sqlalchemy-async'), { isKept: false }).analyse(edited, []).files);
});

test('a scan names it among what must be known about the data', async () => {
  const repository = new TestRepository();
  try {
    repository.commit('2026-01-05T09:00:00Z', { 'app/heavy.py': HEAVY, 'app/orders.py': LIGHT });
    const source = await openWorkingTree(await openRepository(repository.path), () => true, () => new Date());
    const settings = { pack: packNamed('sqlalchemy-async'), config: NO_CONFIG, exclude: [], toolVersion: 'test', store: NO_STORE };
    const { files, quality } = await scan(source, settings, {}, new ProjectMemory({ isKept: false, budgetMs: 2000 }));
    expect(files.map(({ path }) => path)).toEqual(['app/orders.py']);
    expect(quality.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['over-budget app/heavy.py']);
  } finally {
    repository.remove();
  }
}, 120_000);
