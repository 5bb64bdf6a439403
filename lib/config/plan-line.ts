import { addWeeks, weekOf, weekRange } from '../weeks';
import type { Config } from './config';

export interface PlannedWeek {
  readonly week: string;
  /** Usages that the plan wants done at the end of this week. */
  readonly planned: number;
}

/**
 * The plan as a line: each phase is done evenly over its weeks. Scope is given per phase, as it is now, so that the
 * line always ends at the real scope of the planned phases. Empty where the configuration names no start.
 */
export function planLine(config: Config, scopeByPhase: Readonly<Record<string, number>>): PlannedWeek[] {
  const weeks = plannedWeeks(config);
  return weeks.map((week, index) => {
    const planned = config.phases.reduce((sum, { name, weeks: { from, to } }) => {
      const share = Math.min(1, Math.max(0, (index + 2 - from) / (to - from + 1)));
      return sum + (scopeByPhase[name] ?? 0) * share;
    }, 0);
    return { week, planned: Math.round(planned) };
  });
}

/** First and last ISO week of a phase; null where the configuration names no start. */
export function phaseWeeks(config: Config, name: string): { from: string; to: string } | null {
  const phase = config.phases.find((candidate) => candidate.name === name);
  if (!phase || config.start === null) return null;
  const first = weekOf(config.start);
  return { from: addWeeks(first, phase.weeks.from - 1), to: addWeeks(first, phase.weeks.to - 1) };
}

/** The ISO week in which the plan ends; null where the configuration names no start. */
export function planEnd(config: Config): string | null {
  return plannedWeeks(config).at(-1) ?? null;
}

function plannedWeeks(config: Config): string[] {
  if (config.start === null) return [];
  const first = weekOf(config.start);
  return weekRange(first, addWeeks(first, Math.max(...config.phases.map((phase) => phase.weeks.to)) - 1));
}
