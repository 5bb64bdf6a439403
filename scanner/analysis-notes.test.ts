import { expect, test } from 'vitest';
import { analysisNotes } from './analysis-notes';

test('each file that was set aside is named with the reason', () => {
  expect(analysisNotes({ notJudged: [{ path: 'app/heavy.py', excess: 'time' }, { path: 'app/deep.py', excess: 'depth' }] })).toEqual([
    { kind: 'over-budget', path: 'app/heavy.py', line: null, message: 'Judging it took longer than it may; what it holds is not counted, and nothing is known of what others get from it.' },
    { kind: 'over-budget', path: 'app/deep.py', line: null, message: 'Judging it ran out of stack, as with code nested or chained too deeply; what it holds is not counted, and nothing is known of what others get from it.' },
  ]);
});

test('missing units are no finding that nothing is left', () => {
  expect(analysisNotes({ notJudged: [] })).toEqual([]);
  expect(analysisNotes({ notJudged: [], unitsMissing: 'time' })).toEqual([
    { kind: 'no-units', path: '', line: null, message: 'Finding what must become async together took longer than it may; usages and hazards are complete, units of conversion are missing.' },
  ]);
});
