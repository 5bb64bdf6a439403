import { expect, test } from 'vitest';
import { weeksOf } from './calendar';

const NOW = new Date('2026-02-04T12:00:00Z');

/** Commits as `name date`; weeks as `2026-W05 name`, newest first. */
function check(commits: string[], expected: string[], since: string | null = null, now = NOW): void {
  const given = commits.map((line) => {
    const [commit = '', date = ''] = line.split(' ');
    return { commit, time: Date.parse(date) };
  });
  expect(weeksOf(given, now, since).map(({ week, commit }) => `${week} ${commit}`)).toEqual(expected);
}

test('the last commit of a week stands for it, and a quiet week repeats it', () => {
  check(
    ['a 2026-01-12T10:00:00Z', 'b 2026-01-14T10:00:00Z', 'c 2026-01-29T10:00:00Z'],
    ['2026-W06 c', '2026-W05 c', '2026-W04 b', '2026-W03 b'],
  );
});

test('a week ends on Sunday at midnight, UTC', () => {
  check(['a 2026-01-25T23:59:59Z', 'b 2026-01-26T00:00:00Z'], ['2026-W06 b', '2026-W05 b', '2026-W04 a']);
  check(['a 2026-01-26T00:59:59+01:00', 'b 2026-01-26T00:00:00Z'], ['2026-W06 b', '2026-W05 b', '2026-W04 a']);
});

test('weeks before `since` are left out, and so are those before the first commit', () => {
  const commits = ['a 2026-01-12T10:00:00Z', 'b 2026-01-29T10:00:00Z'];
  check(commits, ['2026-W06 b', '2026-W05 b'], '2026-W05');
  check(commits, ['2026-W06 b', '2026-W05 b', '2026-W04 a', '2026-W03 a'], '2020-W01');
});

test('the turn of the year is a week like any other', () => {
  check(['a 2025-12-22T10:00:00Z'], ['2026-W01 a', '2025-W52 a'], null, new Date('2026-01-04T23:00:00Z'));
  check(['a 2020-12-28T10:00:00Z'], ['2021-W01 a', '2020-W53 a'], null, new Date('2021-01-04T00:00:00Z'));
});

test('a commit from a clock that was wrong takes the date of the one before it', () => {
  const right = ['a 2026-01-12T10:00:00Z', 'b 2026-01-20T10:00:00Z', 'c 2026-01-21T10:00:00Z', 'd 2026-01-28T10:00:00Z'];
  const weeks = ['2026-W06 d', '2026-W05 d', '2026-W04 c', '2026-W03 a'];
  const early = ['2026-W06 d', '2026-W05 d', '2026-W04 c', '2026-W03 b'];
  check(right, weeks);
  check(right.with(1, 'b 1970-01-01T00:00:00Z'), early);
  check(right.with(1, 'b 2031-01-01T00:00:00Z'), early);
  check(right.with(2, 'c 2026-01-11T10:00:00Z'), weeks);
  check(['z 1970-01-01T00:00:00Z', ...right], weeks);
  check(['z 2040-01-01T00:00:00Z', ...right], weeks);
});

test('commits from the future count as made now', () => {
  check(['a 2026-01-28T10:00:00Z', 'b 2026-03-01T10:00:00Z'], ['2026-W06 b', '2026-W05 a']);
});

test('no commits, no weeks', () => {
  check([], []);
});
