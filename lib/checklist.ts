import type { Hazard, Usage } from '../scanner/snapshot';
import { covers, isDone, type ChecklistRule } from './checklist-items';
import type { Category } from './migration';

/** What of a file the checklist is derived from. */
export interface ChecklistSubject {
  readonly category: Category;
  readonly usages: readonly ChecklistUsage[];
  readonly hazards: readonly ChecklistHazard[];
}

export type ChecklistUsage = Pick<Usage, 'kind' | 'state' | 'api' | 'method' | 'scope' | 'asyncContext' | 'line'>;
export type ChecklistHazard = Pick<Hazard, 'rule' | 'certainty' | 'exempt' | 'line'>;

export interface ChecklistItem {
  /** Stable: ticks and links refer to it. Manual items have `manual:` and their text. */
  readonly id: string;
  readonly label: string;
  /** `failing`: something on it will fail at run time. `manual`: only a person can tick it. */
  readonly state: 'done' | 'open' | 'failing' | 'manual';
  readonly done: number;
  readonly total: number;
  /** Lines that are still to do, ascending, each once. */
  readonly lines: readonly number[];
}

/**
 * What must be true of a file once it is converted, by the items of the pack, in the order in which one does it. Items
 * without anything behind them are left out; the manual ones of the configuration come last.
 */
export function checklistOf(subject: ChecklistSubject, rules: readonly ChecklistRule[], manual: readonly string[] = []): ChecklistItem[] {
  const derived = rules.map((rule) => itemOf(rule, subject)).filter((item) => item !== null);
  return [...derived, ...manual.map(manualItem)];
}

function itemOf(rule: ChecklistRule, subject: ChecklistSubject): ChecklistItem | null {
  if (rule.categories && !rule.categories.includes(subject.category)) return null;
  const usages = subject.usages.filter((usage) => usage.state !== 'exempt' && covers(rule, usage));
  const hazards = subject.hazards.filter((hazard) => hazard.certainty === 'certain' && hazard.exempt === null && rule.hazards?.some((name) => name === hazard.rule));
  const places = rule.perFunction ? functionsOf(usages) : usages.map((usage) => [usage]);
  const open = places.filter((place) => !place.every((usage) => isDone(rule, usage)));
  const total = places.length + hazards.length;
  if (total === 0) return null;
  const failing = hazards.length > 0 || open.some((place) => place.some((usage) => usage.state === 'broken'));
  const lines = [...open.map((place) => Math.min(...place.map((usage) => usage.line))), ...hazards.map((hazard) => hazard.line)];
  return {
    id: rule.id,
    label: rule.labels?.[subject.category] ?? rule.label,
    state: failing ? 'failing' : open.length > 0 ? 'open' : 'done',
    done: places.length - open.length,
    total,
    lines: [...new Set(lines)].sort((a, b) => a - b),
  };
}

function functionsOf(usages: readonly ChecklistUsage[]): ChecklistUsage[][] {
  const byScope = new Map<string, ChecklistUsage[]>();
  for (const usage of usages) byScope.set(usage.scope, [...(byScope.get(usage.scope) ?? []), usage]);
  return [...byScope.values()];
}

function manualItem(text: string): ChecklistItem {
  return { id: `manual:${text}`, label: text, state: 'manual', done: 0, total: 1, lines: [] };
}
