import type { Outcome } from '../../lib/db/edit/edit';

/** What the server says to an edit. */
export type Answer<Value> = Outcome<Value> | { kind: 'invalid'; message: string };
