/** Facts hold what TypeScript's own tree holds, over real files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { languageOf } from '../extract';
import { extractTypeScript } from './extract';
import { placesInFacts, placesInTree, type Places } from './testing/tree-counts';

const ROOT = join(import.meta.dirname, '../..');

/** Every nth source file below a folder. */
function sample(folder: string, step: number): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => languageOf(name) === 'typescript').sort();
  return names.filter((_, index) => index % step === 0).map((name) => join(ROOT, folder, name));
}

function check(path: string, leaveOut: readonly string[]): void {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  const facts = extractTypeScript(bytes);
  const without = (places: Places): Places => Object.fromEntries(Object.entries(places).filter(([kind]) => !leaveOut.includes(kind)));
  expect({ path, problems: facts.problems, ...without(placesInFacts(facts)) }).toEqual({ path, problems: [], ...without(placesInTree(text, path.endsWith('x'))) });
}

it('TypeScript: calls, functions, awaits, imports and exits', () => {
  const files = [...sample('scanner', 6), ...sample('components', 5), ...sample('app', 5), ...sample('node_modules/kysely/dist', 12), ...sample('node_modules/zod/src/v4/core', 3)].filter((path) => /\.tsx?$/.test(path));
  expect(files.length).toBeGreaterThan(60);
  for (const path of files) check(path, ['class', 'attribute']);
});

it('JavaScript: classes and attributes as well', () => {
  const files = [...sample('node_modules/kysely/dist', 5), ...sample('node_modules/commander/lib', 1), ...sample('node_modules/recharts/lib', 6)].filter((path) => /\.[mc]?js$/.test(path));
  expect(files.length).toBeGreaterThan(60);
  for (const path of files) check(path, []);
});
