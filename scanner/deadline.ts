import { createContext, Script } from 'node:vm';

/** The work took longer than it may. Whatever it was changing is half changed. */
export class Overdue extends Error {
  override readonly name = 'Overdue';
}

/**
 * Runs synchronous work and stops it in the middle where it takes longer than `ms`: throws `Overdue`. Nothing within the
 * work can catch that or carry on. A thread of its own is not needed: the engine's watchdog interrupts this one.
 */
export function withinTime<T>(ms: number, work: () => T): T {
  const [before, held] = [slot.work, { done: undefined as { value: T } | undefined }];
  slot.work = () => (held.done = { value: work() });
  try {
    CALL.runInContext(slot, { timeout: ms });
  } catch (error) {
    // It comes from the other context, whose Error is not ours.
    throw isTimeout(error) ? new Overdue(`Took longer than ${ms} ms`) : error;
  } finally {
    slot.work = before;
  }
  if (!held.done) throw new Error('The work did not end');
  return held.done.value;
}

/** What work needed more of than it may have. */
export type Excess = 'time' | 'depth';

/** What an error says was exceeded; undefined for one of another kind. */
export function excessOf(error: unknown): Excess | undefined {
  if (error instanceof Overdue) return 'time';
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded' ? 'depth' : undefined;
}

/** One of several pieces of work could not be brought to its end. Whatever it was changing is half changed. */
export class UndoneItem<T> extends Error {
  override readonly name: string = 'UndoneItem';

  constructor(
    readonly item: T,
    readonly excess: Excess,
  ) {
    super(excess === 'time' ? 'One of several took longer than it may' : 'One of several went deeper than the stack');
  }
}

export class OverdueItem<T> extends UndoneItem<T> {
  override readonly name = 'OverdueItem';

  constructor(item: T) {
    super(item, 'time');
  }
}

/**
 * Does the same for one item after another. Throws `OverdueItem` for one that takes longer than `ms`, and for none that takes
 * less than half of it; `UndoneItem` for one that runs out of stack.
 */
export function eachWithinTime<T extends object>(items: readonly T[], ms: number, work: (item: T) => void): void {
  for (let done = 0; done < items.length; ) {
    const enough = performance.now() + ms / 2;
    try {
      // Many in one go: to watch each by itself would take longer than most of them take.
      withinTime(ms, () => {
        for (let item = items[done]; item !== undefined && performance.now() < enough; item = items[++done]) work(item);
      });
    } catch (error) {
      const late = items[done];
      const excess = excessOf(error);
      if (late === undefined || excess === undefined) throw error;
      throw excess === 'time' ? new OverdueItem(late) : new UndoneItem(late, excess);
    }
  }
}

const slot: { work: (() => unknown) | null } = { work: null };
createContext(slot);
const CALL = new Script('work()');

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
