import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUILT_IN, packNamed } from './built-in';
import { ownPack } from './read-pack';

const REQUESTS = `pack: requests-to-httpx
title: requests to httpx
language: python
modules: [requests, httpx]
library:
  requests: |
    class Response: ...
    class Session:
        def get(self, url: str) -> Response: ...
    def get(url: str) -> Response: ...
  httpx: |
    def get(url: str) -> Response: ...
    class Response: ...
legacy:
  classes:
    requests.Session:
  functions:
    requests.get:
target:
  functions:
    httpx.get:
`;

function refuse(text: string): string {
  try {
    ownPack(text, 'httpx.pack.yaml', []);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the pack was accepted');
}

test('a pack of a team', () => {
  const pack = ownPack(REQUESTS, 'httpx.pack.yaml', []);
  expect(pack.name).toBe('requests-to-httpx');
  expect(pack.roles).toEqual({ 'requests.Session': { role: 'session', mode: 'legacy', api: 'Session' } });
  expect(pack.functions.get('httpx.get')).toEqual({ side: 'target', kind: 'call', api: 'get' });
  expect(pack.isImportedBy('requests.adapters') && !pack.isImportedBy('requests_mock')).toBe(true);
});

test('names that every object has are no drivers and no kinds', () => {
  const pack = ownPack(REQUESTS, 'httpx.pack.yaml', []);
  expect([pack.drivers.constructor, pack.memberKinds.toString]).toEqual([undefined, undefined]);
});

test.each([
  ['nesting without end', `${REQUESTS}about: ${'['.repeat(20_000)}`, /nested too deeply|not valid YAML/],
  ['an alias that expands', `${REQUESTS}about: &a [${'x,'.repeat(50)}]\nremoved: [${'*a,'.repeat(100)}]`, /aliases expand too far|expected/],
  ['a file of another kind', 'x'.repeat(500_000), /has 500000 characters, expected at most 400000/],
  ['a tag', `${REQUESTS}about: !!js/function "function () {}"`, /not valid YAML/],
  ['a title that moves the cursor', REQUESTS.replace('title: requests to httpx', 'title: "\\e[2J"'), /title: must be one line of text/],
])('%s is refused', (_, text, sentence) => {
  expect(refuse(text)).toMatch(sentence);
});

test('another text, or another file beside it, is another pack', () => {
  const digests = [ownPack(REQUESTS, 'a.yaml', []), ownPack(`${REQUESTS}\n`, 'a.yaml', []), ownPack(REQUESTS, 'a.yaml', ['# module: anyio'])].map((pack) => pack.digest);
  expect(new Set(digests).size).toBe(3);
});

test.each([
  [REQUESTS.replace('language: python', 'language: cobol'), 'httpx.pack.yaml:3: language: expected one of python, typescript.'],
  [REQUESTS.replace('legacy:', 'legcy:'), 'httpx.pack.yaml:14: unknown key legcy, did you mean legacy? (1 more after it).'],
  [REQUESTS.replace('    requests.Session:', '    requests.Session: { roll: session }'), 'httpx.pack.yaml:16: unknown key legacy.classes.requests.Session.roll, did you mean role?'],
  [REQUESTS.replace('    requests.Session:', '    requests.Sesion:'), 'httpx.pack.yaml:16: legacy.classes.requests.Sesion: the library description defines no such name, did you mean requests.Session?'],
  [REQUESTS.replace('    requests.get:', '    requests:'), 'httpx.pack.yaml:18: legacy.functions.requests: expected a module and a name in it, such as requests.get.'],
  [REQUESTS.replace('    requests.Session:', '    requests.Session: { operations: { gett } }'), "httpx.pack.yaml:16: legacy.classes.requests.Session.operations.gett: the library's description of requests.Session has no such method, did you mean get?"],
  [`${REQUESTS}guess: { as: Session, names: ["(a+)+$"], methods: [get] }`, 'httpx.pack.yaml:22: guess.names[0]: expected a name such as execute.'],
  ['', 'httpx.pack.yaml: the file is empty, expected a pack.'],
])('a refusal says where and what', (text, sentence) => {
  expect(refuse(text)).toBe(sentence);
});

test('the documents that come along are packs, and name what their libraries define', () => {
  const folder = join(import.meta.dirname, 'documents');
  expect(readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()).toEqual([...BUILT_IN].map((name) => `${name}.yaml`).sort());
  for (const name of BUILT_IN) {
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const stubs = /^stubs: \[(.+)\]$/m.exec(text)?.[1]?.split(', ') ?? [];
    expect(ownPack(text, `${name}.yaml`, stubs.map((file) => readFileSync(join(folder, file), 'utf8'))).name).toBe(packNamed(name).name);
  }
});
