/** What one side of a comparison took. `cpuMs` counts all threads of the process and does not grow with other people's load. */
export interface Spent {
  readonly ms: number;
  readonly cpuMs: number;
}

/** One line of the table: ours beside what it is compared with, measured in turns in the same run. */
export interface Ratio {
  readonly kind: 'ratio';
  readonly part: string;
  readonly what: string;
  readonly ours: Spent;
  readonly against: string;
  readonly theirs: Spent;
  /** What one hopes for, in words: `≥ 8 × faster`. */
  readonly aim: string;
}

/** A figure that stands for itself: bytes, an exponent, a count. */
export interface Figure {
  readonly kind: 'figure';
  readonly part: string;
  readonly what: string;
  readonly value: number;
  readonly unit: 'MB' | 'B' | 'ms' | 'exponent' | 'files' | '%' | '×';
  readonly aim: string;
}

export type Row = Ratio | Figure;
