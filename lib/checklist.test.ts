import { describe, expect, test } from 'vitest';
import { checklistOf, type ChecklistSubject, type ChecklistUsage } from './checklist';
import { packNamed } from '../scanner/packs/built-in';

const CHECKLIST_ITEMS = packNamed('sqlalchemy-async').presentation.checklist ?? [];

const usage = (line: number, rest: Partial<ChecklistUsage>): ChecklistUsage => ({
  kind: 'session-operation',
  state: 'sync',
  api: 'Session.execute',
  method: 'execute',
  scope: 'TaskQueueService.enqueue',
  asyncContext: false,
  line,
  ...rest,
});

const service = (...usages: ChecklistUsage[]): ChecklistSubject => ({ category: 'service', usages, hazards: [] });

function summary(subject: ChecklistSubject, manual: string[] = []) {
  return Object.fromEntries(checklistOf(subject, CHECKLIST_ITEMS, manual).map((item) => [item.id, `${item.state} ${item.done}/${item.total} ${item.lines.join(',')}`.trim()]));
}

describe('a service', () => {
  test('before: everything is open, with its lines', () => {
    expect(
      summary(
        service(
          usage(10, { kind: 'session-open', api: 'Session', method: 'get_session' }),
          usage(11, { kind: 'legacy-query', api: 'Session.query', method: 'query' }),
          usage(12, {}),
          usage(13, { api: 'Session.commit', method: 'commit' }),
        ),
      ),
    ).toEqual({
      queries: 'open 1/2 11',
      signatures: 'open 0/1 10',
      opens: 'open 0/1 10',
      operations: 'open 0/3 11,12,13',
    });
  });

  test('after: it has ticked itself', () => {
    const done = { state: 'async', asyncContext: true } as const;
    expect(summary(service(usage(10, { kind: 'session-open', ...done }), usage(12, { api: 'AsyncSession.execute', ...done })))).toEqual({
      queries: 'done 1/1',
      signatures: 'done 1/1',
      opens: 'done 1/1',
      operations: 'done 1/1',
      'event-loop': 'done 2/2',
    });
  });

  test('a broken usage makes its item fail', () => {
    expect(summary(service(usage(4, { state: 'broken', asyncContext: true })))).toMatchObject({ operations: 'failing 0/1 4' });
  });

  test('a sync session in an async function blocks', () => {
    expect(summary(service(usage(4, { state: 'blocking', asyncContext: true })))).toMatchObject({ 'event-loop': 'open 0/1 4' });
  });

  test('exempt usages are no work', () => {
    expect(summary(service(usage(4, { state: 'exempt' })))).toEqual({});
  });

  test('a hazard is an item of its own, unless it is possible or exempt', () => {
    const hazard = { rule: 'unawaited-project-call', certainty: 'certain', exempt: null, line: 7 } as const;
    const subject: ChecklistSubject = { category: 'service', usages: [], hazards: [hazard, { ...hazard, certainty: 'possible', line: 8 }, { ...hazard, exempt: 'known', line: 9 }] };
    expect(summary(subject)).toEqual({ callers: 'failing 0/1 7' });
  });
});

test('categories have their own words', () => {
  const route = checklistOf({ ...service(usage(3, {})), category: 'route' }, CHECKLIST_ITEMS);
  expect(route.find((item) => item.id === 'signatures')?.label).toBe('Route functions are async def');
});

test('manual items come last and are ticked by people', () => {
  expect(checklistOf(service(usage(3, {})), CHECKLIST_ITEMS, ['Load-tested']).at(-1)).toEqual({
    id: 'manual:Load-tested',
    label: 'Load-tested',
    state: 'manual',
    done: 0,
    total: 1,
    lines: [],
  });
});

test('items have ids of their own', () => {
  expect(new Set(CHECKLIST_ITEMS.map((item) => item.id)).size).toBe(CHECKLIST_ITEMS.length);
});
