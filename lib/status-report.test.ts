import { describe, expect, test } from 'vitest';
import { fileOf, usageOf } from './db/testing/snapshot';
import { statusReportCsv } from './status-report-csv';
import { exampleReport, reportSource, stateOf } from './testing/status-report';
import { statusReportHtml } from './status-report-html';
import { statusReportMarkdown } from './status-report-markdown';
import { statusReportShape } from './status-report-shape';

describe('the weekly status', () => {
  const report = exampleReport();

  test('has the published shape', () => {
    expect(statusReportShape.parse(report)).toEqual(report);
  });

  test('the headline counts usages and files, and keeps scope apart', () => {
    expect(report.headline).toMatchObject({ done: 3, scope: 5, change: 2, scopeChange: 0, files: 4, filesDone: 2, filesDoneChange: 1, converted: 2, regressed: 0, newLegacy: 0, moved: true });
    expect(report.headline.sentence).toBe('60 % · 3 of 5 usages async · +2 this week · scope ±0 · finish 2026-W04 · on track');
  });

  test('phases have their weeks, plan and change', () => {
    expect(report.phases).toMatchObject([
      { name: 'Foundation', from: '2025-W52', to: '2025-W52', done: 1, scope: 1, planned: 1, change: 0 },
      { name: 'Services', from: '2026-W01', to: '2026-W03', done: 2, scope: 3, planned: 2, change: 2 },
      { name: 'Tests', from: '2026-W04', to: '2026-W04', done: 0, scope: 1, planned: 0, change: 0 },
    ]);
  });

  test('what was completed, what blocks, what is next, what must be decided', () => {
    expect(report.completed).toEqual([{ path: 'app/payments.py', service: 'PaymentService', usages: 2 }]);
    expect(report.blockers).toMatchObject([{ what: 'the fixture db of tests/conftest.py is sync', unblocks: 1, owners: ['@shop/quality'] }]);
    expect(report.next).toEqual([{ id: 'app/shipping.py:ShippingService.ship', title: 'ShippingService.ship', functions: 1, files: 1, unblocks: 1, bridges: 1 }]);
    expect(report.decisions).toEqual(['Become async, or keep a bridge into the event loop: `app/worker.py`.']);
  });

  test('a regression is named with its line', () => {
    const back = exampleReport({ before: reportSource.now, now: reportSource.before ?? reportSource.now });
    expect(back.regressions).toMatchObject([
      { path: 'app/payments.py', line: 10, before: 'async', state: 'sync' },
      { path: 'app/payments.py', line: 12, before: 'async', state: 'sync' },
    ]);
  });

  test('a week without movement says so', () => {
    const quiet = exampleReport({ before: reportSource.now });
    expect(quiet.headline.moved).toBe(false);
    expect(quiet.headline.sentence).toContain('nothing moved this week');
    expect(statusReportMarkdown(quiet)).toContain('Nothing moved this week.');
  });

  test('the first week on record has nothing to compare with', () => {
    const first = exampleReport({ before: null, points: reportSource.points.slice(-1) });
    expect(first.headline).toMatchObject({ change: null, scopeChange: null });
    expect(first.headline.sentence).toContain('first week on record');
    expect(statusReportShape.safeParse(first).success).toBe(true);
  });

  test('a repository without any usage is said to be empty', () => {
    const empty = exampleReport({ now: stateOf(9, []), before: null, points: [{ week: '2026-W02', done: 0, scope: 0 }] });
    expect(empty.headline.sentence).toBe('Nothing in scope: no usage of the old or the new API was found.');
    expect(empty.health.verdict).toBe('not started');
  });
});

test('a long list of blockers ends in no blocker, and only where somebody owns something is it said who owns nothing', () => {
  const unit = (blockers: string[]) => ({ id: 'a.py:f', title: 'f', unblocks: 2, hazards: 0, ready: false, blockers, boundaries: [], functions: [{ path: 'a.py', scope: 'f', line: 1, usages: 2, calls: [] }] });
  const waiting = stateOf(9, [], { units: [unit(['run_all in a.py is run in a thread', 'and 4 more callers of this kind'])] });
  const blockers = (owners: [string, string[]][]) => exampleReport({ now: waiting, owners: new Map(owners), blockedSince: new Map([['run_all in a.py is run in a thread', '2026-W01']]) });
  expect(statusReportMarkdown(blockers([]))).toContain('## Blockers\n\n- `run_all` in `a.py` is run in a thread; it holds up 2 usages in 1 file, since 2026-W01\n\n##');
  expect(statusReportMarkdown(blockers([['a.py', ['@shop/core']]]))).toContain('it holds up 2 usages in 1 file, since 2026-W01, owned by `@shop/core`');
});

test('a function that several units wait with is held up once, and what stood in the first week on record may be older', () => {
  const unit = (id: string, functions: readonly [string, number][]) => ({ id, title: id, unblocks: 9, hazards: 0, ready: false, blockers: ['a worker calls it'], boundaries: [], functions: functions.map(([scope, usages]) => ({ path: 'a.py', scope, line: 1, usages, calls: [] })) });
  const waiting = stateOf(9, [], { units: [unit('f', [['f', 2], ['shared', 3]]), unit('g', [['g', 1], ['shared', 3]])] });
  const report = exampleReport({ now: waiting, blockedSince: new Map([['a worker calls it', '2025-W52']]) });
  expect(report.blockers).toMatchObject([{ unblocks: 6, files: ['a.py'], sinceBefore: true }]);
  expect(statusReportMarkdown(report)).toContain('it holds up 6 usages in 1 file, since 2025-W52 or before');
});

test('as Markdown', () => {
  expect(statusReportMarkdown(exampleReport())).toMatchSnapshot();
});

test('as CSV', () => {
  expect(statusReportCsv(exampleReport()).split('\r\n')).toMatchSnapshot();
});

describe('names from the repository stay text', () => {
  const hostile = '=cmd()|<b>@team`x`\n# title';
  const file = fileOf(`src/${hostile}.py`, [usageOf('f', 'execute', 'sync')], { service: hostile });
  const report = exampleReport({ project: hostile, now: stateOf(9, [file]), before: stateOf(2, []) });

  test('in Markdown', () => {
    const text = statusReportMarkdown(report);
    expect(text).not.toContain('\n# title');
    const [row = ''] = text.split('\n').filter((line) => line.includes('=cmd') && line.startsWith('|'));
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });

  test('in CSV', () => {
    expect(statusReportCsv(report).split('\r\n').at(-2)).toMatch(/^"'=cmd/);
  });
});

describe('as HTML', () => {
  const html = statusReportHtml(exampleReport());

  test('it loads and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import|href=/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('it says what the Markdown says', () => {
    for (const text of ['3 of 5 usages async', 'PaymentService', 'Become async, or keep a bridge into the event loop', 'unterminated string', '2026-W01 – 2026-W03']) {
      expect(html).toContain(text);
    }
  });

  test('names from the repository never become markup', () => {
    const name = '"><script>alert(1)</script>';
    const state = stateOf(9, [fileOf(`${name}.py`, [usageOf(name, 'execute', 'sync', { api: name })], { service: name })]);
    const page = statusReportHtml(exampleReport({ project: name, now: state, before: stateOf(2, []), owners: new Map([[`${name}.py`, [name]]]) }));
    expect(page).not.toContain('<script');
    expect(page).not.toContain('"">');
  });
});
