import { evidenceOf } from '../context';
import { brokenOperations } from './broken-operations';
import type { HazardRule } from './rule';

/** `await session.execute(q).scalars()` */
export const resultBeforeAwait: HazardRule = {
  name: 'result-before-await',
  find: (project, file) =>
    brokenOperations(project, file)
      .filter(({ mode, form }) => mode === 'target' && form === 'awaited-too-late')
      .map(({ finding }) => ({
        start: finding.start,
        end: finding.end,
        scope: finding.scope,
        certainty: 'certain',
        message: `await takes what follows ${finding.api}(…), not its result: put the await and the call in parentheses.`,
        evidence: evidenceOf(finding.origin),
      })),
};
