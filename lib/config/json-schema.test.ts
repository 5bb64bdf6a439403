import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { allowedKeys } from '../documents/json-schema';
import { configJsonSchema } from './json-schema';

test('editors accept what the loader accepts and mark what it refuses', () => {
  const validate = new Ajv({ strict: false }).compile(configJsonSchema());
  expect(validate(parse('phases: [{ name: Foundation, weeks: 2-3, match: { category: [driver] } }]\nsoak: 2w'))).toBe(true);
  expect(validate(parse('phase: []'))).toBe(false);
  expect(validate(parse('checklist: { servce: [Reviewed] }'))).toBe(false);
});

test('the keys at a path', () => {
  expect(allowedKeys(configJsonSchema(), ['phases', 0, 'match'])).toEqual(['category', 'service', 'path']);
  expect(allowedKeys(configJsonSchema(), ['checklist'])).toContain('route');
});
