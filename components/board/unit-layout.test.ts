import { expect, test } from 'vitest';
import type { Unit } from '../../lib/db/read/units';
import { layOutUnit } from './unit-layout';

/** `place>save,notify`: place calls save and notify. */
function unitOf(leading: string, ...functions: string[]): Unit {
  const parts = functions.map((text) => {
    const [scope = '', calls = ''] = text.split('>');
    return { path: 'app.py', scope, line: 1, usages: 1, calls: calls.split(',').filter(Boolean).map((call) => `app.py:${call}`) };
  });
  return { id: `app.py:${leading}`, title: leading, functions: parts, boundaries: [], unblocks: 1, hazards: 0, ready: true, blockers: [] };
}

function check(unit: Unit, expected: Record<string, number>, most = 40): void {
  expect(Object.fromEntries(layOutUnit(unit, most).map((part) => [part.scope, part.column]))).toEqual(expected);
}

test('calls run from left to right and end at the leading function', () => {
  check(unitOf('save', 'route>place', 'place>save', 'cancel>save', 'save'), { route: 0, place: 1, cancel: 1, save: 2 });
});
test('functions that call each other', () => check(unitOf('save', 'save>retry', 'retry>save'), { retry: 0, save: 1 }));
test('a function alone', () => check(unitOf('save', 'save'), { save: 0 }));
test('the nearest functions of a large unit', () => check(unitOf('save', 'route>place', 'place>save', 'save'), { place: 0, save: 1 }, 2));

test('what calls into the unit from outside stands at its left', () => {
  const boundaries: Unit['boundaries'] = [
    { kind: 'route', path: 'routes.py', scope: 'post_order', line: 3, calls: ['app.py:place'] },
    { kind: 'route', path: 'routes.py', scope: 'post_order', line: 7, calls: ['app.py:save'] },
    // Where nobody noted whom it calls, there is no line to draw.
    { kind: 'unknown', path: 'jobs.py', scope: '', line: 1 },
  ];
  const unit = { ...unitOf('save', 'place>save', 'save'), boundaries };
  check(unit, { post_order: 0, place: 0, save: 1 });
  expect(layOutUnit(unit, 40).find((part) => part.from)?.calls).toEqual(['app.py:place', 'app.py:save']);
});
