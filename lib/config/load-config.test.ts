import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from './config';
import { loadConfig } from './testing/load-config';

function refuse(text: string): string {
  try {
    loadConfig(text, 'awaited.yaml');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the configuration was accepted');
}

describe('a configuration that is accepted', () => {
  test('the one of the documentation', () => {
    const config = loadConfig(
      `migration: Async SQLAlchemy
pack: sqlalchemy-async
branch: main
start: 2025-11-17
roots: [omoi_os, tests, migrations]
exclude: ["scripts/**"]
services: { "omoi_os/api/routes/*.py": "API · {name}" }
phases:
  - { name: Foundation,        weeks: 1,   match: { category: [database, model, migration-env, driver] } }
  - { name: Core services,     weeks: 2-3, match: { service: [TaskQueueService, AgentRegistryService] } }
  - { name: Testing & validation, weeks: 6, match: { category: [test] } }
exempt:  [ { path: "migrations/versions/**", reason: "Alembic stays sync" } ]
checklist: { service: ["Reviewed", "Load-tested"] }
soak: 2w
`,
      'awaited.yaml',
    );
    expect(config.start).toBe('2025-11-17');
    expect(config.phases.map((phase) => phase.weeks)).toEqual([{ from: 1, to: 1 }, { from: 2, to: 3 }, { from: 6, to: 6 }]);
    expect(config.soakDays).toBe(14);
    expect(config.checklist).toEqual({ service: ['Reviewed', 'Load-tested'] });
  });

  test.each(['', '# only a comment\n', '{}'])('%j is the defaults', (text) => {
    expect(loadConfig(text, 'awaited.yaml')).toEqual(DEFAULT_CONFIG);
  });

  test('an alias is plain repetition', () => {
    expect(loadConfig('exclude: &paths ["scripts/**"]\nroots: *paths', 'awaited.yaml').roots).toEqual(['scripts/**']);
  });
});

describe('a refusal names the key, the line and what was expected', () => {
  test.each([
    ['phase: []', 'awaited.yaml:1: unknown key phase, did you mean phases?'],
    ['branch: main\nflavour: mint', 'awaited.yaml:2: unknown key flavour, expected one of migration, pack, branch, start, roots, exclude, services, phases, exempt, checklist, soak, report, migrations.'],
    ['roots: src', 'awaited.yaml:1: roots: expected a list.'],
    ['branch: [a]', 'awaited.yaml:1: branch: expected a text.'],
    ['start: 2025-02-30', 'awaited.yaml:1: start: expected a day such as 2025-11-17.'],
    ['start: soon', 'awaited.yaml:1: start: expected a day such as 2025-11-17.'],
    ['soak: 7', 'awaited.yaml:1: soak: expected a time such as 7d or 2w.'],
    ['phases:\n  - name: A\n    weeks: 3-2\n    match: { category: [test] }', 'awaited.yaml:3: phases[0].weeks: expected a week of the plan such as 1, or a range such as 2-3.'],
    ['phases:\n  - name: A\n    weeks: [1]\n    match: { category: [test] }', 'awaited.yaml:3: phases[0].weeks: expected a number or a text.'],
    ['phases:\n  - name: A\n    weeks: 1\n    match: {}', 'awaited.yaml:4: phases[0].match: expected at least one of category, service, path.'],
    ['phases:\n  - name: A\n    weeks: 1', 'awaited.yaml:2: phases[0].match: is missing, expected keys with values.'],
    ['phases:\n  - name: A\n    weeks: 1\n    match:\n      category: [servise]', `awaited.yaml:5: phases[0].match.category[0]: expected one of database, model, service, route, background-loop, worker, migration-env, test, script, other, driver (did you mean service?).`],
    ['phases:\n  - name: A\n    weeks: 1\n    match: { categories: [test] }', 'awaited.yaml:4: unknown key phases[0].match.categories, did you mean category?'],
    ['phases: []', 'awaited.yaml:1: phases: expected at least one entry.'],
    ['exempt:\n  - path: x', 'awaited.yaml:2: exempt[0].reason: is missing, expected a text.'],
    ['checklist:\n  servce: [Reviewed]', 'awaited.yaml:2: unknown key checklist.servce, did you mean service?'],
    ['exclude: ["../other/**"]', 'awaited.yaml:1: exclude[0]: expected a path that stays inside the repository.'],
    ['exclude: ["/etc/**"]', 'awaited.yaml:1: exclude[0]: expected a path from the repository’s root, without a leading / or !.'],
    ['- a\n- b', 'awaited.yaml:1: the file: expected keys with values.'],
    ['roots: src\nsoak: 7\n', 'awaited.yaml:1: roots: expected a list (1 more after it).'],
  ])('%j', (text, message) => {
    expect(refuse(text)).toBe(message);
  });

  test.each([
    ['a: [1', /^awaited\.yaml:1: not valid YAML: /],
    ['branch: a\nbranch: b', /^awaited\.yaml:2: not valid YAML: Map keys must be unique/],
    ['branch: !!js/function "return 1"', /^awaited\.yaml:1: not valid YAML: Unresolved tag/],
    ['a\0b: 1', /^awaited\.yaml:1: unknown key/],
  ])('YAML that cannot be read: %j', (text, message) => {
    expect(refuse(text)).toMatch(message);
  });
});

describe('a hostile configuration', () => {
  test('aliases that multiply', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`);
    expect(refuse(`a0: &a0 [x]\n${levels.join('\n')}`)).toBe('awaited.yaml: cannot be read as a configuration because its aliases expand too far.');
  });

  test('nesting without end', () => {
    expect(refuse(`roots: ${'['.repeat(90_000)}`)).toMatch(/nested too deeply|not valid YAML/);
  });

  test('a file too long to be written by hand', () => {
    expect(refuse('# '.repeat(100_001))).toBe('awaited.yaml: the file has 200002 characters, expected at most 200000.');
  });

  test('keys of the prototype', () => {
    expect(refuse('__proto__: { polluted: yes }')).toMatch(/unknown key __proto__/);
    expect(loadConfig('services: { "__proto__": "x", "constructor": "y" }', 'awaited.yaml').services).toMatchObject({ constructor: 'y' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
