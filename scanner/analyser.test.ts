/** What an analyser keeps from one state to the next must never show: each state comes out as it would by itself. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Analyser, analyse, isManifest, type AnalysisConfig, type ExtractedFile, type Manifest } from './analyse';
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

  /** Takes the state in, and holds it against the same state analysed by itself. */
  expectSame(texts: ReadonlyMap<string, string>): void {
    const files: ExtractedFile[] = [];
    const manifests: Manifest[] = [];
    for (const [path, text] of texts) {
      if (isManifest(path)) manifests.push({ path, blob: text, text });
      if (languageOf(path) !== null) files.push(fileOf(path, text));
    }
    expect(this.#analyser.analyse(files, manifests)).toEqual(analyse(files, manifests, this.config, packNamed(this.pack)));
  }
}

function textsOf(scenario: Scenario, folder = ''): Map<string, string> {
  return new Map(scenario.files.map(({ path, text }) => [folder + path, text]));
}

/** Another state: a file without its first half, moved down, or away. */
function edited(texts: ReadonlyMap<string, string>, path: string, edit: 'shorten' | 'move down' | 'remove'): Map<string, string> {
  const others = new Map(texts);
  const text = texts.get(path) ?? '';
  if (edit === 'remove') others.delete(path);
  else others.set(path, edit === 'move down' ? `# A line above.\n\n${text}` : text.slice(text.indexOf('\n', text.length / 2) + 1));
  return others;
}

const SCENARIOS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .sort()
  .flatMap((name) => readScenarios(readFileSync(join(FOLDER, name), 'utf8')).map((scenario) => ({ scenario, pack: dirname(name) === '.' ? 'sqlalchemy-async' : dirname(name) })));

describe('a project that changes', () => {
  it.each(SCENARIOS)('$scenario.name', ({ scenario, pack }) => {
    const project = new Project(scenario.config, pack);
    const texts = textsOf(scenario);
    project.expectSame(texts);
    for (const [index, path] of [...texts.keys()].entries()) project.expectSame(edited(texts, path, (['move down', 'remove', 'shorten'] as const)[index % 3] ?? 'remove'));
    project.expectSame(texts);
  });

  it('is taken in whole after many edits among many files', () => {
    const config: AnalysisConfig = { roots: [], services: {}, exempt: [] };
    const project = new Project(config, 'sqlalchemy-async');
    let texts = new Map(SCENARIOS.filter(({ pack }) => pack === 'sqlalchemy-async').flatMap(({ scenario }, index) => [...textsOf(scenario, `part_${index}/`)]));
    project.expectSame(texts);
    const paths = [...texts.keys()];
    for (let round = 0; round < 5; round++) {
      for (let step = 0; step < 12; step++) {
        const path = paths[(round * 131 + step * 47) % paths.length] ?? '';
        if (texts.has(path)) texts = edited(texts, path, (['move down', 'shorten', 'remove'] as const)[step % 3] ?? 'remove');
      }
      project.expectSame(texts);
    }
  });
});
