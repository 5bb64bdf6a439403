import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { loadConfig } from '../lib/config/testing/load-config';
import { exampleReport } from '../lib/testing/status-report';
import { references } from './references';

const files = Object.entries(references());

test.each(files)('%s is what the code says (else: npx tsx scripts/write-references.ts)', (path, text) => {
  const file = new URL(`../${path}`, import.meta.url);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : null).toBe(text);
});

test('the example of the configuration reference is valid', () => {
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(references()['docs/config.md'] ?? '') ?? [];
  expect(loadConfig(example, 'awaited.yaml').phases).toHaveLength(4);
});

test('a weekly status fits its published schema', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(references()['schema/status-report.schema.json'] ?? '') as object);
  expect(validate(JSON.parse(JSON.stringify(exampleReport())))).toBe(true);
  expect(validate({ ...exampleReport(), version: 2 })).toBe(false);
});
