import { expect, test } from 'vitest';
import { auditText } from './audit-table';

test('what somebody changed is told in words, without what was empty', () => {
  expect(auditText({ exemption: 3, target: { rule: 'await-on-sync', scope: '', ordinal: 0 }, reason: 'measured' })).toBe('exemption 3, target (rule await-on-sync, ordinal 0), reason measured');
  expect(auditText({ before: { assignee: null, note: null }, after: { assignee: 'Ada', note: null } })).toBe('before (nothing), after (assignee Ada)');
  expect(auditText({})).toBe('');
});
