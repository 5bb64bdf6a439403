import 'server-only';
import type { Course } from '../../../components/charts/course';
import { phaseWeeks, planLine } from '../../../lib/config/plan-line';
import { stateSeriesOf } from '../../../lib/db/read/series';
import { totalsBy, type Dimension } from '../../../lib/db/read/totals';
import { forecast, type Forecast } from '../../../lib/forecast';
import { scopeOf, type StateCounts } from '../../../lib/migration';
import { stateLabels } from '../../../lib/words';
import { pointsUntil } from '../../../lib/week-points';
import type { View } from './view';

export interface GroupProgress {
  counts: StateCounts;
  before: StateCounts | null;
  course: Course;
  forecast: Forecast;
}

/** The course of one service or phase against its own weeks; null where the snapshot has no such group. */
export async function groupProgress(view: View, dimension: Dimension, key: string, hrefOf: (week: string) => string): Promise<GroupProgress | null> {
  const { db, project, snapshot, before, weeks, week } = view;
  if (!snapshot) return null;
  const counts = (await totalsBy(db, snapshot.id, dimension)).get(key);
  if (!counts) return null;
  const series = await stateSeriesOf(db, project.id, dimension, key);
  const history = weeks.map((row) => ({ week: row.week, counts: row.week === week ? counts : (series.get(row.id) ?? {}), href: hrefOf(row.week) }));
  const seen = forecast(pointsUntil(history, week));
  const span = dimension === 'phase' ? phaseWeeks(project.config, key) : null;
  const phases = project.config.phases.filter((phase) => phase.name === key);
  return {
    counts,
    before: before ? (series.get(before.id) ?? {}) : null,
    forecast: seen,
    course: {
      weeks: history,
      current: week,
      plan: span ? planLine({ ...project.config, phases }, { [key]: scopeOf(counts) }).filter((point) => point.week >= span.from) : [],
      fan: seen.kind === 'estimate' ? seen.fan : [],
      phases: span ? [{ name: key, ...span }] : [],
      annotations: [],
      ruleChanges: [],
      labels: stateLabels(project.words),
    },
  };
}
