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

/** One of several pieces of work took longer than it may. Whatever it was changing is half changed. */
export class OverdueItem<T> extends Error {
  override readonly name = 'OverdueItem';

  constructor(readonly item: T) {
    super('One of several took longer than it may');
  }
}

/** Does the same for one item after another. Throws `OverdueItem` for one that takes longer than `ms`, and for none that takes less than half of it. */
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
      throw error instanceof Overdue && late !== undefined ? new OverdueItem(late) : error;
    }
  }
}

const slot: { work: (() => unknown) | null } = { work: null };
createContext(slot);
const CALL = new Script('work()');

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
