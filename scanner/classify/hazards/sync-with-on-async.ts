import { mismatchedWith } from './mismatched-with';
import type { HazardRule } from './rule';

/** `with db.get_session() as session`, where the provider is an async context manager. */
export const syncWithOnAsync: HazardRule = {
  name: 'sync-with-on-async',
  find: (project, file) => mismatchedWith(project, file, false, (text) => `${text} is an async context manager: a plain with raises, it needs async with.`),
};
