/** What a part of the benchmark is given. */
import type { Row } from './row';

export interface Bench {
  /** How often each side is measured; the median counts. */
  readonly rounds: number;
  /** Small samples: for trying out, not for quoting. */
  readonly isQuick: boolean;
  /** A folder of this run, removed at its end. */
  readonly scratch: string;
  /** Says on stderr what is being done. */
  readonly say: (text: string) => void;
}

export type Part = (bench: Bench) => Promise<Row[]>;
