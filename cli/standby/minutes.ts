import { Failure } from '../../lib/failure';

/** A week: whoever wants longer runs `awaited watch`. */
const MOST_MINUTES = 7 * 24 * 60;

/** `--stay 30`. Throws `Failure` for anything else than a number of minutes. */
export function minutesOf(text: string): number {
  const minutes = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (minutes <= MOST_MINUTES) return minutes;
  throw new Failure(`--stay ${text} is not understood; write minutes without a check after which it ends, up to ${MOST_MINUTES}, or 0 to end it.`);
}
