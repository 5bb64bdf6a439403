import type { FileResult, Usage } from '../scanner/snapshot';
import type { Category } from './migration';

/** Minutes of focused work for one usage, reading, converting and running it included. */
const MINUTES_PER_USAGE = 6;
/** Tests are converted by pattern. */
const MINUTES_PER_TEST_USAGE = 2;
/** Review, and a pull request for each file. */
const MINUTES_PER_FILE = 30;
/** What is left of an engineer's week for this. */
const HOURS_PER_WEEK = 30;

/** The assumption behind every estimate, to stand beside it. */
export const EFFORT_ASSUMPTION =
  `one engineer with ${HOURS_PER_WEEK} hours a week for it, ${MINUTES_PER_USAGE} minutes for each usage left to convert ` +
  `(${MINUTES_PER_TEST_USAGE} in tests), ${MINUTES_PER_FILE} minutes for each file`;

export interface Effort {
  readonly files: number;
  readonly usages: number;
  readonly hours: number;
  /** Rounded up to whole weeks; 0 where nothing is left. */
  readonly weeks: number;
}

/** What is left to do in these files, by counts and the assumption alone. */
export function effortOf(files: readonly Pick<FileResult, 'category' | 'usages'>[]): Effort {
  let [minutes, usages, touched] = [0, 0, 0];
  for (const file of files) {
    const open = file.usages.filter(isOpen).length;
    if (open === 0) continue;
    touched++;
    usages += open;
    minutes += open * minutesFor(file.category) + MINUTES_PER_FILE;
  }
  const hours = Math.round(minutes / 60);
  return { files: touched, usages, hours, weeks: Math.ceil(minutes / 60 / HOURS_PER_WEEK) };
}

/** Whether a usage is still to be converted. */
export function isOpen({ state }: Pick<Usage, 'state'>): boolean {
  return state !== 'async' && state !== 'exempt';
}

function minutesFor(category: Category): number {
  return category === 'test' ? MINUTES_PER_TEST_USAGE : MINUTES_PER_USAGE;
}
