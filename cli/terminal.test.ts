import { expect, test } from 'vitest';
import { fileOf, snapshotOf, usageOf } from '../lib/db/testing/snapshot';
import { oneLine } from '../lib/escape';
import { sentenceOf } from './failures';
import { lineOf } from './progress-bar';
import { summaryOf } from './scan-summary';

test('a terminal shows what a repository says, and obeys nothing of it', () => {
  expect(oneLine('orders.py')).toBe('orders.py');
  expect(oneLine('a\nb\x1b[31mred\x07\u202egnp.py')).toBe('a\\x0ab\\x1b[31mred\\x07\\u202egnp.py');
  expect(oneLine('naïve – 日本.py')).toBe('naïve – 日本.py');
});

test('the time left comes from the bytes left', () => {
  const progress = { phase: 'extract' as const, files: 90, filesTotal: 100, bytes: 25_000_000, bytesTotal: 100_000_000 };
  expect(lineOf(progress, 2)).toBe('██████░░░░░░░░░░░░░░░░░░  90/100 files  12.5 MB/s  6 s left');
  expect(lineOf({ ...progress, bytes: 99_999_999 }, 2)).toContain('███████████████████████░  90/100 files');
  expect(lineOf({ ...progress, bytes: 0 }, 0)).toBe('░░░░░░░░░░░░░░░░░░░░░░░░  90/100 files  0.0 MB/s');
});

test('the summary counts kinds and states, and names what was not read', () => {
  const files = [fileOf('orders.py', [usageOf('place', 'execute', 'async'), usageOf('place', 'query', 'blocking'), usageOf('pay', 'commit', 'exempt')])];
  const quality = [{ kind: 'unparsed', path: 'bad\n.py', line: 3, message: 'unterminated string' }] as const;
  expect(summaryOf('shop', snapshotOf(files, { quality, filesRead: 12, bytesRead: 3_400_000 }), 1234)).toBe(
    [
      'shop · cccccccc · 12 files, 3.4 MB in 1.2 s',
      '50 % async · 1 of 2 usages in 1 files',
      '',
      '                   Async  Blocking  Exempt  Total',
      'Session operation      1         0       1      2',
      'Legacy query           0         1       0      1',
      'All                    1         1       1      3',
      '',
      'To know about the data:',
      '  bad\\x0a.py:3: unterminated string',
      '',
    ].join('\n'),
  );
  expect(summaryOf('shop', snapshotOf([]), 1)).toContain('No usage of the old or the new API found.');
});

test('an unexpected error is a sentence, too', () => {
  expect(sentenceOf(new Error('boom\nat x'), { NODE_ENV: 'test' })).toBe('Something went wrong that should not (boom\\x0aat x); run again with AWAITED_DEBUG=1 and report what it prints.');
});
