import { expect, test } from 'vitest';
import { filterQuery, matcherOf, NO_FILTER, parseFilter, type Filter, type Filterable } from './filter';

const taskQueue: Filterable = {
  path: 'app/services/task_queue.py',
  service: 'TaskQueueService',
  category: 'service',
  status: 'ready',
  phase: 'Services',
  assignee: null,
  owners: ['@shop/core', '@shop/workers'],
  hazards: 0,
  counts: { sync: 19, async: 1 },
};

function check(filter: Partial<Filter>, expected: boolean): void {
  const whole = { ...NO_FILTER, ...filter };
  expect(parseFilter(filterQuery(whole))).toEqual(whole);
  expect(matcherOf(whole)(taskQueue)).toBe(expected);
}

test('an empty filter lets everything through', () => check({}, true));
test('any value of a key', () => check({ state: ['sync', 'blocking'] }, true));
test('all keys', () => check({ state: ['sync'], category: ['route'] }, false));
test('a state that does not occur', () => check({ state: ['broken'] }, false));
test('all words, in path or service', () => check({ q: 'queue services' }, true));
test('a word that occurs nowhere', () => check({ q: 'queue memory' }, false));
test('a service whose name holds a comma', () => check({ service: ['Queue, tasks', 'TaskQueueService'] }, true));
test('nobody is not somebody', () => check({ assignee: ['Ada'] }, false));
test('any of its owners', () => check({ owner: ['@shop/workers'] }, true));
test('an owner of other files', () => check({ owner: ['@shop/web'] }, false));
test('hazards', () => check({ hazard: true }, false));

test('what the vocabulary does not know is dropped', () => {
  expect(parseFilter({ state: 'sync,nonsense', status: ['done', 'odd'] })).toEqual({ ...NO_FILTER, state: ['sync'], status: ['done'] });
});
