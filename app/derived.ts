import 'server-only';

/**
 * What follows from stored snapshots alone is worked out once: a snapshot never changes, a new scan makes a new one.
 * `key` names the question and the snapshots (`stampOf`), since a database may give an id again.
 */
type Derive = <Result>(key: string, make: () => Promise<Result>) => Promise<Result>;

/** For results of a few kilobytes. */
export const derived = keeper(500);

/** For results that hold something of each file: those of the weeks that people look at now. */
export const derivedPerFile = keeper(8);

/** The results that were asked for last, so many of them. */
function keeper(most: number): Derive {
  const results = new Map<string, Promise<unknown>>();
  return <Result>(key: string, make: () => Promise<Result>) => {
    const made = (results.get(key) as Promise<Result> | undefined) ?? make();
    results.delete(key);
    results.set(key, made);
    made.catch(() => results.delete(key));
    for (const oldest of results.keys()) {
      if (results.size <= most) break;
      results.delete(oldest);
    }
    return made;
  };
}
