/** What an item of a pack's checklist covers, and when a usage of it is done. */
import type { PackDocument } from '../scanner/packs/document';
import type { ChecklistUsage } from './checklist';

export type ChecklistRule = NonNullable<PackDocument['checklist']>[number];

export function covers(rule: ChecklistRule, usage: ChecklistUsage): boolean {
  if (rule.where === 'in-function' && usage.scope === '') return false;
  if (rule.where === 'in-async-function' && !usage.asyncContext) return false;
  return (rule.covers ?? []).some(({ kind, methods }) => (kind === undefined || kind === usage.kind) && (methods === undefined || methods.includes(usage.method)));
}

export function isDone(rule: ChecklistRule, usage: ChecklistUsage): boolean {
  switch (rule.done) {
    case 'converted':
      return usage.state === 'async';
    case 'not-legacy-query':
      return usage.kind !== 'legacy-query';
    case 'in-async-function':
      return usage.asyncContext || usage.state === 'bridged';
    case 'not-blocking':
      return usage.state !== 'blocking';
  }
}
