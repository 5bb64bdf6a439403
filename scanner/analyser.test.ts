/** What an analyser keeps from one state to the next must never show: each state comes out as it would by itself. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Analyser, analyse, isManifest, type Analysis, type AnalysisConfig, type ExtractedFile, type Manifest } from './analyse';
import { extract, languageOf } from './extract';
import { packNamed } from './packs/built-in';
import { readScenarios, type Scenario } from './scenarios/read-scenario';

const FOLDER = join(import.meta.dirname, 'scenarios');

const extracted = new Map<string, ExtractedFile>();

/** The same object for the same text at the same path, as the scan hands them over. */
function fileOf(path: string, text: string): ExtractedFile {
  const language = languageOf(path) ?? 'python';
  const key = `${path}\0${text}`;
  let file = extracted.get(key);
  if (file === undefined) extracted.set(key, (file = { path, blob: key, facts: extract(language, Buffer.from(text)) }));
  return file;
}

class Project {
  readonly #analyser: Analyser;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly pack: string,
  ) {
    this.#analyser = new Analyser(config, packNamed(pack));
  }

  /** What the state comes to after those that were taken in before it. */
  take(texts: ReadonlyMap<string, string>): Analysis {
    return this.#analyser.analyse(...stateOf(texts));
  }

  /** What it comes to by itself. */
  byItself(texts: ReadonlyMap<string, string>): Analysis {
    return analyse(...stateOf(texts), this.config, packNamed(this.pack));
  }
}

function stateOf(texts: ReadonlyMap<string, string>): [ExtractedFile[], Manifest[]] {
  const files: ExtractedFile[] = [];
  const manifests: Manifest[] = [];
  for (const [path, text] of texts) {
    if (isManifest(path)) manifests.push({ path, blob: text, text });
    if (languageOf(path) !== null) files.push(fileOf(path, text));
  }
  return [files, manifests];
}

function textsOf(scenario: Scenario, folder = ''): Map<string, string> {
  return new Map(scenario.files.map(({ path, text }) => [folder + path, text]));
}

/** Another state: a file without its first half, moved down, or away. */
function edited(texts: ReadonlyMap<string, string>, path: string, edit: 'shorten' | 'move down' | 'remove'): Map<string, string> {
  const others = new Map(texts);
  const text = texts.get(path) ?? '';
  if (edit === 'remove' || !texts.has(path)) others.delete(path);
  else others.set(path, edit === 'move down' ? `# A line above.\n\n${text}` : text.slice(text.indexOf('\n', text.length / 2) + 1));
  return others;
}

const SCENARIOS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .sort()
  .flatMap((name) => readScenarios(readFileSync(join(FOLDER, name), 'utf8')).map((scenario) => ({ scenario, pack: dirname(name) === '.' ? 'sqlalchemy-async' : dirname(name) })));

const EDITS = ['move down', 'remove', 'shorten'] as const;

describe('a project that changes', () => {
  it.each(SCENARIOS)('$scenario.name', ({ scenario, pack }) => {
    const project = new Project(scenario.config, pack);
    const texts = textsOf(scenario);
    const whole = project.byItself(texts);
    for (const [index, path] of [...texts.keys()].entries()) {
      for (const edit of EDITS) {
        project.take(edited(texts, path, edit));
        expect(project.take(texts)).toEqual(whole);
      }
      const other = edited(texts, path, EDITS[index % 3] ?? 'remove');
      expect(project.take(other)).toEqual(project.byItself(other));
    }
  });

  it('is taken in whole after many edits among many files', { timeout: 120_000 }, () => {
    const project = new Project({ roots: [], services: {}, exempt: [] }, 'sqlalchemy-async');
    const texts = new Map(SCENARIOS.filter(({ pack }) => pack === 'sqlalchemy-async').flatMap(({ scenario }, index) => [...textsOf(scenario, `part_${index}/`)]));
    const whole = project.byItself(texts);
    project.take(texts);
    const paths = [...texts.keys()];
    for (let round = 0; round < 4; round++) {
      let others = new Map(texts);
      for (let step = 0; step < 12; step++) others = edited(others, paths[(round * 131 + step * 47) % paths.length] ?? '', EDITS[step % 3] ?? 'remove');
      const changed = project.take(others);
      if (round === 0) expect(changed).toEqual(project.byItself(others));
      expect(project.take(texts)).toEqual(whole);
    }
  });
});

/** `db` handed to `handle` in one file, which others call as well. */
function handing(imported: string, body: string): string {
  return `from sqlalchemy.ext.asyncio import AsyncSession\nfrom lib import ${imported}\n\nasync def f(db: AsyncSession):\n    await db.commit()\n    ${body}\n`;
}

const HANDLED = {
  'lib.py': 'def handle(item, session=None):\n    session.query("x")\n',
  'z.py': 'from lib import handle\nfrom there import thing\n\ndef z():\n    handle(2, thing())\n',
};

function readingAs(name: string): Record<string, string> {
  return {
    'package.json': '{ "dependencies": { "next-auth": "4" } }',
    'src/a.ts': `import { getServerSession as ${name} } from "next-auth";\nexport async function a() { return await ${name}(); }\n`,
  };
}

function withFixtures(count: number): Record<string, string> {
  const fixture = '@pytest.fixture\ndef db():\n    with Session() as session:\n        yield session\n';
  return {
    'plugins/sessions.py': `import pytest\nfrom sqlalchemy.orm import Session\n\n${fixture.repeat(count)}`,
    'checks/test_orders.py': 'def test_orders(db):\n    db.commit()\n',
  };
}

const LEGACY = 'from sqlalchemy.orm import Session\n\ndef make() -> Session: ...\n';
const TARGET = 'from sqlalchemy.ext.asyncio import AsyncSession\n\ndef make() -> AsyncSession: ...\n';

function withModule(modules: Readonly<Record<string, string>>): Record<string, string> {
  return { ...modules, 'db/more.py': '', 'app.py': 'from db import make\n\ndef f():\n    make().execute("x")\n' };
}

describe('a file that says something else by the names it had before', () => {
  it.each<[string, string, readonly Record<string, string>[]]>([
    ['a call passes what it did not pass', 'sqlalchemy-async', [{ ...HANDLED, 'a.py': handing('handle', 'handle(1)') }, { ...HANDLED, 'a.py': handing('handle', 'handle(1, db)') }]],
    ['a function is imported under another name, and called', 'sqlalchemy-async', [{ ...HANDLED, 'a.py': handing('handle as s', 'print(s)') }, { ...HANDLED, 'a.py': handing('handle as t', 't(1, db)') }]],
    ['a function of a library is imported under another name', 'nextauth-v5', [readingAs('load'), readingAs('fetchIt')]],
    ['a plugin has one fixture of a name instead of two', 'sqlalchemy-async', [withFixtures(2), withFixtures(1)]],
    ['a module comes beside its stub', 'sqlalchemy-async', [withModule({ 'db.pyi': LEGACY }), withModule({ 'db.pyi': LEGACY, 'db.py': TARGET })]],
    ['a folder beside a module becomes a package', 'sqlalchemy-async', [withModule({ 'db.py': LEGACY }), withModule({ 'db.py': LEGACY, 'db/__init__.py': TARGET })]],
  ])('%s', (_, pack, states) => {
    const project = new Project({ roots: [], services: {}, exempt: [] }, pack);
    for (const state of [...states, ...states]) {
      const texts = new Map(Object.entries(state));
      expect(project.take(texts)).toEqual(project.byItself(texts));
    }
  });
});
