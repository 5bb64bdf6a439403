import type { FileResult } from '../../scanner/snapshot';
import { isOpen } from '../effort';

export interface Figures {
  readonly files: number;
  /** Everything that must be converted. */
  readonly usages: number;
  readonly opens: number;
  /** Calls on sessions and connections, legacy queries included. */
  readonly operations: number;
  readonly queries: number;
  readonly parameters: number;
  /** Legacy code that stops the event loop already. */
  readonly blocking: number;
  /** On the new API already. */
  readonly done: number;
}

/** What is left to convert in some files, counted. */
export function figuresOf(files: readonly FileResult[]): Figures {
  const usages = files.flatMap((file) => file.usages);
  const open = usages.filter(isOpen);
  const count = (...kinds: string[]) => open.filter((usage) => kinds.includes(usage.kind)).length;
  return {
    files: files.filter((file) => file.usages.some(isOpen)).length,
    usages: open.length,
    opens: count('session-open'),
    operations: count('session-operation', 'legacy-query', 'connection-operation'),
    queries: count('legacy-query'),
    parameters: count('session-parameter'),
    blocking: open.filter((usage) => usage.state === 'blocking').length,
    done: usages.filter((usage) => usage.state === 'async').length,
  };
}
