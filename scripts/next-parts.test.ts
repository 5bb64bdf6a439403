/** What next.config.js leaves out of Next's script in the browser is still what Next has and uses there. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as ours from '../app/next-constants';

const require = createRequire(import.meta.url);
const next = join(dirname(require.resolve('next/package.json')), 'dist');

/** The scripts of the router, without what only the pages router, the server or development load. */
function clientScripts(): [string, string][] {
  const folders = ['client/components/segment-cache', 'client/components/router-reducer', 'client/components'].map((folder) => join(next, folder));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: folder.endsWith('-reducer') || folder.endsWith('-cache'), encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

test('every constant that the router reads is among ours, and is the same', () => {
  const theirs = require('next/dist/lib/constants') as Record<string, unknown>;
  const read = clientScripts()
    .filter(([, text]) => /require\("(?:\.\.\/)+lib\/constants"\)/.test(text))
    .flatMap(([, text]) => [...text.matchAll(/\b_constants\d*\.(\w+)/g)].map(([, name = '']) => name));
  expect(read.length).toBeGreaterThan(0);
  expect(new Set(read)).toEqual(new Set(Object.keys(ours)));
  for (const [name, value] of Object.entries(ours)) expect(theirs[name]).toBe(value);
});

test.each([
  ['client/app-globals.js', '../build/polyfills/polyfill-module'],
  ['client/components/app-router.js', './builtin/global-error'],
  ['client/react-client-callbacks/error-boundary-callbacks.js', '../components/builtin/global-error'],
])('%s asks for %s', (file, request) => {
  expect(readFileSync(join(next, file), 'utf8')).toContain(`"${request}"`);
});
