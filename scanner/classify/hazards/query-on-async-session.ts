import { evidenceOf } from '../context';
import { brokenOperations } from './broken-operations';
import type { HazardRule } from './rule';

/** `session.query(Order)` on an AsyncSession. */
export const queryOnAsyncSession: HazardRule = {
  name: 'query-on-async-session',
  find: (project, file) =>
    brokenOperations(project, file)
      .filter(({ form }) => form === 'removed')
      .map(({ finding }) => ({
        start: finding.start,
        end: finding.end,
        scope: finding.scope,
        certainty: 'certain',
        message: `AsyncSession has no ${finding.method}(): this raises AttributeError.`,
        evidence: evidenceOf(finding.origin),
      })),
};
