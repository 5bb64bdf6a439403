import { hazardTextOf } from '../../lib/hazards';

/** What a rule is called; one that this version does not know goes by its name: `unawaited-project-call`. */
export function ruleLabel(rule: string): string {
  return hazardTextOf(rule)?.title ?? rule;
}
