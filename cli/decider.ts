import type { Decider } from '../lib/db/access/record';
import { systemUser } from '../lib/system-user';

/** Whoever runs the command, as the system knows them. */
export function decider(now = new Date()): Decider {
  return { who: systemUser(), at: now.toISOString() };
}
