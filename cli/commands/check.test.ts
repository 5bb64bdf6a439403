import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCommand } from './check';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Every `--option` that a text gives to the check. */
function optionsIn(text: string): string[] {
  return [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [])].filter((option) => option !== '--yes');
}

test.each(['action.yml', '.pre-commit-hooks.yaml'])('%s uses options that the check has', (name) => {
  const known = checkCommand().options.map((option) => option.long);
  expect(optionsIn(read(name)).filter((option) => !known.includes(option))).toEqual([]);
});

test('the action declares every input that it uses, and puts none of them into its script', () => {
  const action = parse(read('action.yml')) as { inputs: Record<string, { description: string }>; runs: { using: string; steps: { run?: string }[] } };
  const used = [...read('action.yml').matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  expect(action.runs.using).toBe('composite');
  for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
});

test('--write is understood or refused in one sentence', () => {
  const option = checkCommand().options.find((candidate) => candidate.long === '--write');
  expect(option?.parseArg?.('sarif=out/a=b.sarif', [])).toEqual([{ format: 'sarif', file: 'out/a=b.sarif' }]);
  expect(() => option?.parseArg?.('pdf=x', [])).toThrow('--write pdf=x is not understood; write it as FORMAT=FILE, with a format among text, github, sarif, json, markdown.');
});
