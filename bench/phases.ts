import type { Spent } from './row';

/** What a child process says about the scan or the history it has done. */
export interface Phases {
  readonly extractMs: number;
  readonly linkMs: number;
  readonly storeMs: number;
  /** Largest resident set of the whole process. */
  readonly peakMb: number;
  readonly databaseBytes: number;
  readonly files: number;
  readonly usages: number;
}

export function memoryPeak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** What a child process says about rescans after single edits. */
export interface Rescans {
  readonly first: Spent;
  readonly rescan: Spent;
  readonly status: Spent;
}
