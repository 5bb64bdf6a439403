/** Reads the Markdown files of this folder: see README.md for what they may hold. */
import { parse } from 'yaml';
import { CATEGORIES, type Category } from '../../lib/migration';
import type { AnalysisConfig } from '../analyse';
import { languageOf } from '../extract';
import type { Language } from '../facts';
import { readLine, type ExpectedHazard, type ExpectedUsage } from './read-expectation';

export interface ScenarioFile {
  readonly path: string;
  readonly language: Language | 'manifest';
  /** What the scanner reads: the block without its expectations. */
  readonly text: string;
  readonly usages: readonly ExpectedUsage[];
  readonly hazards: readonly ExpectedHazard[];
  readonly category: Category | undefined;
  readonly service: string | undefined;
  /** The block is no code that compiles, on purpose. */
  readonly isBroken: boolean;
}

export interface Scenario {
  readonly name: string;
  /** Line of its heading in the Markdown file. */
  readonly line: number;
  readonly files: readonly ScenarioFile[];
  readonly config: AnalysisConfig;
}

const DEFAULT_PATHS: Readonly<Record<string, string>> = { python: 'app/orders.py', ts: 'src/orders.ts', tsx: 'src/orders.tsx', js: 'src/orders.js', toml: 'pyproject.toml', text: 'requirements.txt', ini: 'pytest.ini' };
const EMPTY_CONFIG: AnalysisConfig = { roots: [], services: {}, exempt: [] };

/** A scenario is a heading with code blocks below it; headings without any only group. */
export function readScenarios(markdown: string): Scenario[] {
  const scenarios: Scenario[] = [];
  let current: { name: string; line: number; files: ScenarioFile[]; config: AnalysisConfig } | undefined;
  let before = '';
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const heading = /^#+ (.+)$/.exec(line);
    const fence = /^```([\w-]+)(?: (.+))?$/.exec(line);
    if (heading?.[1]) {
      current = { name: heading[1].trim(), line: index + 1, files: [], config: EMPTY_CONFIG };
      scenarios.push(current);
    } else if (fence?.[1]) {
      if (!current) throw new Error(`line ${index + 1}: a code block before the first heading`);
      const end = lines.indexOf('```', index + 1);
      if (end < 0) throw new Error(`line ${index + 1}: a code block that does not end`);
      const body = lines.slice(index + 1, end);
      if (fence[2] === 'awaited-config') current.config = { ...EMPTY_CONFIG, ...(parse(body.join('\n')) as Partial<AnalysisConfig>) };
      else addFile(current.files, readFile(fence[1], fence[2] ?? '', body, before, index + 1));
      index = end;
    }
    if (line.trim() !== '') before = line;
  }
  return scenarios.filter((scenario) => scenario.files.length > 0);
}

function addFile(files: ScenarioFile[], file: ScenarioFile): void {
  if (files.some((known) => known.path === file.path)) throw new Error(`two blocks for ${file.path} in one scenario`);
  files.push(file);
}

/** `before`: the nearest line above that is not blank, which may name the file: **`app/db.py`:** category `database` */
function readFile(fence: string, flags: string, body: readonly string[], before: string, line: number): ScenarioFile {
  const title = /^\*\*`([^`]+)`:\*\*(.*)$/.exec(before);
  const path = title?.[1] ?? DEFAULT_PATHS[fence];
  if (path === undefined) throw new Error(`line ${line}: a ${fence} block needs a file name above it`);
  const categoryWord = /category `([^`]+)`/.exec(title?.[2] ?? '')?.[1];
  const category = CATEGORIES.find((known) => known === categoryWord);
  if (categoryWord !== undefined && category === undefined) throw new Error(`line ${line}: no category ${categoryWord}`);
  const read = body.map((text, index) => readLine(text, index + 1));
  return {
    path,
    language: languageOf(path) ?? 'manifest',
    text: read.map((one) => one.code).join('\n') + '\n',
    usages: read.flatMap((one) => one.usages),
    hazards: read.flatMap((one) => one.hazards),
    category,
    service: /service `([^`]+)`/.exec(title?.[2] ?? '')?.[1],
    isBroken: flags === 'broken',
  };
}
