import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import type { Hazard } from '../scanner/snapshot';
import { fileOf, snapshotOf, usageOf } from './db/testing/snapshot';
import { gate } from './gate';
import { checksGithub, checksMarkdown, checksText } from './gate-checks';
import { gateGithub } from './gate-github';
import { gateMarkdown } from './gate-markdown';
import { gateSarif, gateSarifOf } from './gate-sarif';
import { gateText } from './gate-text';

const hazard: Hazard = {
  rule: 'unawaited-operation', severity: 'warning', certainty: 'certain', scope: 'place', ordinal: 0, message: 'The coroutine of `commit` is never awaited.', evidence: [], exempt: null,
  line: 14, column: 5, endLine: 14, endColumn: 12,
};
const base = snapshotOf([fileOf('app/pay.py', [usageOf('pay', 'execute', 'sync')])]);
const failed = gate(
  base,
  snapshotOf([
    fileOf('app/pay.py', [usageOf('pay', 'execute', 'async')], { blob: 'd'.repeat(40) }),
    fileOf('app/ship.py', [usageOf('ship', 'execute', 'sync'), usageOf('', 'get', 'sync', { line: 3, endLine: 3 })], { hazards: [hazard] }),
  ]),
  { failOn: 'error' },
);
const passed = gate(base, base, { failOn: 'error' });
const name = '::error::x\n% <b>|`@team`';
const hostile = gate(base, snapshotOf([...base.files, fileOf(`src/${name}.py`, [usageOf(name, 'execute', 'sync')])]), { failOn: 'error' });

test('as text', () => {
  expect(gateText(failed)).toBe(`app/ship.py
  3:9  fail  Session.get is new code on the old API.  [new-legacy-usage]
  10:9  fail  Session.execute in ship is new code on the old API.  [new-legacy-usage]
  14:5  note  The coroutine of commit is never awaited.  [unawaited-operation]

Failed against cccccccccc: 2 findings; 1 usage converted, 1 of 3 usages async (33 %, before 0 %, scope +2).
"awaited explain FILE:LINE" says why a line counts; what is meant to stay gets a comment on its line, "awaited: exempt[the reason]".
`);
  expect(gateText(passed)).toBe('Passed against cccccccccc: 0 usages converted, 0 of 1 usages async (0 %).\n');
});

test('as annotations of GitHub', () => {
  expect(gateGithub(failed).split('\n').slice(0, 3)).toEqual([
    '::error file=app/ship.py,line=3,endLine=3,col=9,endColumn=12,title=Awaited%3A new-legacy-usage::`Session.get` is new code on the old API.',
    '::error file=app/ship.py,line=10,endLine=10,col=9,endColumn=16,title=Awaited%3A new-legacy-usage::`Session.execute` in `ship` is new code on the old API.',
    '::warning file=app/ship.py,line=14,endLine=14,col=5,endColumn=12,title=Awaited%3A unawaited-operation::The coroutine of `commit` is never awaited.',
  ]);
});

test('no name of a file or function becomes a command of GitHub', () => {
  const lines = gateGithub(hostile).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('file=src/%3A%3Aerror%3A%3Ax%0A%25 <b>|`@team`.py,');
});

test('as a comment on a pull request', () => {
  expect(gateMarkdown(failed)).toBe(`<!-- awaited-check -->

### Awaited: 2 findings to fix

1 usage converted, 1 of 3 usages async (33 %, before 0 %, scope +2).

| Place | Finding | Rule |
| :-- | :-- | :-- |
| \`app/ship.py:3\` | \`Session.get\` is new code on the old API. | \`new-legacy-usage\` |
| \`app/ship.py:10\` | \`Session.execute\` in \`ship\` is new code on the old API. | \`new-legacy-usage\` |

<details><summary>1 note</summary>

| Place | Finding | Rule |
| :-- | :-- | :-- |
| \`app/ship.py:14\` | The coroutine of \`commit\` is never awaited. | \`unawaited-operation\` |

</details>

Compared with \`cccccccccc\`.
`);
  const rows = gateMarkdown(hostile).split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.replaceAll('\\|', '').split('|')).toHaveLength(5);
});

test('as SARIF that the official schema accepts', () => {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // The schema says draft 4 and uses nothing that later drafts read otherwise, but for a pattern that is no Unicode one.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif-2.1.0-rtm.5')]);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  for (const result of [failed, passed, hostile]) {
    validate(JSON.parse(JSON.stringify(gateSarif(result, '0.1.0', { 'unawaited-operation': { summary: 'Not awaited', explanation: 'It never runs.' } }))));
    expect(validate.errors).toBeNull();
  }
  validate(JSON.parse(JSON.stringify(gateSarifOf([{ migration: 'Async', pack: 'sqlalchemy-async', result: failed }, { migration: name, pack: 'http', result: hostile }], '0.1.0'))));
  expect(validate.errors).toBeNull();
  expect(validate({ version: '2.1.0' })).toBe(false);
});

test('no name of a migration becomes more than a name', () => {
  const checks = [{ migration: name, pack: 'http', result: passed }];
  expect(checksGithub(checks).split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  expect(checksGithub([{ migration: name, pack: 'http', result: failed }]).split('\n').filter((line) => line.startsWith('::')).map((line) => line.slice(0, line.indexOf(' ')))).toEqual(['::error', '::error', '::warning']);
  expect(checksText(checks).split('\n')).toHaveLength(4);
  expect(marked.parse(checksMarkdown(checks))).not.toContain('<b>');
});

test('SARIF fingerprints do not follow lines', () => {
  const prints = [10, 99].map((line) => JSON.stringify(gateSarif(gate(base, snapshotOf([...base.files, fileOf('a.py', [usageOf('f', 'get', 'sync', { line, endLine: line })])]), { failOn: 'error' }), '1')).match(/awaitedIdentity\/v1":"(\w+)"/)?.[1]);
  expect(prints[0]).toBe(prints[1]);
});
