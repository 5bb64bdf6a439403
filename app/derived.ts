import 'server-only';

/** So many results are kept; each is a few kilobytes. */
const KEPT = 500;
const results = new Map<string, Promise<unknown>>();

/**
 * What follows from stored snapshots alone is worked out once: a snapshot never changes, a new scan makes a new one.
 * `key` names the question and the snapshots with the time of their scan, since a database may give an id again.
 */
export function derived<Result>(key: string, make: () => Promise<Result>): Promise<Result> {
  const known = results.get(key);
  if (known) return known as Promise<Result>;
  const made = make();
  results.set(key, made);
  made.catch(() => results.delete(key));
  for (const oldest of results.keys()) {
    if (results.size <= KEPT) break;
    results.delete(oldest);
  }
  return made;
}
