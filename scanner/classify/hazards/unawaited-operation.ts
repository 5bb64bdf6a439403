import { evidenceOf } from '../context';
import { brokenOperations } from './broken-operations';
import type { HazardRule } from './rule';

/** `session.commit()` on an AsyncSession, and nobody awaits. */
export const unawaitedOperation: HazardRule = {
  name: 'unawaited-operation',
  find: (project, file) =>
    brokenOperations(project, file)
      .filter(({ mode, form }) => mode === 'target' && form === 'not-awaited')
      .map(({ finding }) => ({
        start: finding.start,
        end: finding.end,
        scope: finding.scope,
        certainty: 'certain',
        message: `${finding.api} is a coroutine function: ${finding.why.includes('before') ? 'its coroutine is used as if it were the result' : 'without await it does nothing'}.`,
        evidence: evidenceOf(finding.origin),
      })),
};
