/**
 * Path patterns of the configuration. The dialect is small on purpose, `*`, `**`, `?` and `{a,b}`, so that the folder
 * names of real projects, `app/(auth)/[slug]`, are just text, and so that no pattern can take exponential time.
 */
import picomatch from 'picomatch';

export type PathMatcher = (path: string) => boolean;

/** Whether any of the patterns matches a slash-separated path from the repository's root. No patterns: never. */
export function matcherOf(globs: readonly string[]): PathMatcher {
  const matchers = globs.map(matcherOfOne);
  return (path) => matchers.some((matches) => matches(path));
}

/** What is wrong with a pattern, as a sentence; null where nothing is. */
export function globProblem(glob: string): string | null {
  if (glob === '') return 'must not be empty';
  if (glob.startsWith('/') || glob.startsWith('!')) return 'expected a path from the repository’s root, without a leading / or !';
  if (glob.includes('\\')) return 'expected slashes between folders, not backslashes';
  if (glob.split('/').includes('..')) return 'expected a path that stays inside the repository';
  if (countOf(glob, /\*+/g) > MOST_WILDCARDS) return `expected at most ${MOST_WILDCARDS} wildcards`;
  if (countOf(glob, /\*\*/g) > MOST_GLOBSTARS) return `expected at most ${MOST_GLOBSTARS} times **`;
  if (glob.split('/').some((part) => part !== '**' && countOf(part, /\*+/g) > MOST_STARS)) {
    return `expected at most ${MOST_STARS} times * between two slashes`;
  }
  if (/\{[^{}]*\{/.test(glob) || countOf(glob, /\{/g) > MOST_BRACES) return `expected at most ${MOST_BRACES} groups {a,b}, none within another`;
  return null;
}

// Each bound keeps the worst case of the backtracking matcher behind it polynomial and small.
const MOST_WILDCARDS = 6;
const MOST_GLOBSTARS = 3;
const MOST_STARS = 3;
const MOST_BRACES = 3;

function matcherOfOne(glob: string): PathMatcher {
  const pattern = glob.replace(/\/+$/, '').replace(/[()|+^$@!]/g, '\\$&');
  // `scripts` and `scripts/` mean all that is in the folder, too. The s flag: a file name may hold a newline.
  const patterns = /\*[^/]*$/.test(pattern) ? [pattern] : [pattern, `${pattern}/**`];
  return picomatch(patterns, { dot: true, nonegate: true, noextglob: true, nobracket: true, flags: 's' });
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
