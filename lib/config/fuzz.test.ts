/** Damaged configurations and packs: accepted or refused in one sentence, and neither takes forever. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withinTime } from '../../scanner/deadline';
import { readPackDocument } from '../../scanner/packs/read-pack';
import { mutate, randomFrom } from '../../scanner/testing/mutate';
import { Failure } from '../failure';
import { globProblem, matcherOf } from './glob';
import { loadConfigs } from './load-config';

const CONFIG = `migration: Async SQLAlchemy
pack: sqlalchemy-async
branch: main
start: 2025-11-17
roots: [omoi_os, tests, &shared migrations]
exclude: ["scripts/**", "**/{a,b}*.py", *shared]
services: { "omoi_os/api/routes/*.py": "API · {name}" }
phases:
  - { name: Foundation,        weeks: 1,   match: { category: [database, model, migration-env, driver] } }
  - { name: Core services,     weeks: 2-3, match: { service: [TaskQueueService, AgentRegistryService] } }
exempt:  [ { path: "migrations/versions/**", reason: "Alembic stays sync" } ]
checklist: { service: ["Reviewed", "Load-tested"] }
soak: 2w
`;
const PACK = readFileSync(new URL('../../scanner/packs/documents/flask-sqlalchemy-2.yaml', import.meta.url), 'utf8');
/** What YAML makes much of: anchors, tags, other types, long and deep things. */
const ODD = ['&a [*a, *a]', '<<: *shared', '!!binary x', '!!set {a}', '? [a]\n: b', '|+\n x', '0x7fffffffffffffff', '.inf', '~', '{', '- '.repeat(300), '['.repeat(300), `"${'a'.repeat(9000)}"`, '__proto__:', 'constructor: {}', '\u0000', '---\n', '%YAML 9.9\n', '2025-13-45', '**/*{a,b}*?*', '../..', 'null', 'true'].join('\n');

/** Generously more than any of them takes. */
const HANG_MS = 10_000;

test.each([
  ['configuration', CONFIG, (text: string): unknown => loadConfigs(text, 'awaited.yaml'), 250],
  ['pack', PACK, (text: string): unknown => readPackDocument(text, 'team.yaml'), 40],
] as const)('no damage to a %s does more than to have it refused in one sentence', (_, text, read, inputs) => {
  const random = randomFrom(3);
  let refused = 0;
  for (let count = 0; count < inputs; count++) {
    const damaged = mutate(text, random(3) === 0 ? ODD : text, random);
    try {
      withinTime(HANG_MS, () => read(damaged));
    } catch (error) {
      if (!(error instanceof Failure)) throw new Error(`${String(error)} for ${JSON.stringify(damaged)}`, { cause: error });
      expect(error.message).toMatch(/^(awaited|team)\.yaml(:\d+)?: [^\n]+[.?)]$/);
      expect(error.message).not.toMatch(/undefined|\[object|NaN/);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(inputs / 10);
  expect(refused).toBeLessThan(inputs);
});

test('every path pattern that is accepted is matched to its end on paths made to hurt it', () => {
  const part = fc.constantFrom('*', '**', '?', '/', 'a', 'aa', '{a,b}', '{a*,*a}', '.', '[a-z]', '(a+)+', '+(a)', '@', '!', '$', '^', '|', 'é', '\n');
  const paths = ['a/'.repeat(120) + 'b', 'a'.repeat(3000), `${'a'.repeat(200)}/`.repeat(12), 'aaab'.repeat(300), '('.repeat(500)];
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 14 }), (parts) => {
      const glob = parts.join('');
      if (globProblem(glob) !== null) return;
      withinTime(HANG_MS, () => {
        const matches = matcherOf([glob]);
        for (const path of paths) matches(path);
      });
    }),
    { numRuns: 1500, seed: 5 },
  );
});
