import 'server-only';
import type { Course } from '../../../components/charts/course';
import { phaseWeeks, planEnd, planLine } from '../../../lib/config/plan-line';
import { listAnnotations } from '../../../lib/db/read/annotations';
import { countFailing } from '../../../lib/db/read/failing';
import { listRuleChanges } from '../../../lib/db/read/rule-changes';
import { stateSeries } from '../../../lib/db/read/series';
import { stampOf } from '../../../lib/db/read/snapshots';
import { totalsBy } from '../../../lib/db/read/totals';
import { forecast, type Forecast } from '../../../lib/forecast';
import { health, type HealthVerdict } from '../../../lib/health';
import { links } from '../../../lib/links';
import { scopeOf, type StateCounts } from '../../../lib/migration';
import { stateLabels } from '../../../lib/words';
import { pointsUntil } from '../../../lib/week-points';
import { derived } from '../../derived';
import { historyStampOf, type View } from './view';
import { weekSummaryOf } from './week-changes';

export interface Progress {
  course: Course;
  /** Counts of the snapshot shown, and of the week before; null where there is none. */
  counts: StateCounts;
  before: StateCounts | null;
  forecast: Forecast;
  health: HealthVerdict;
  planned: number | null;
}

/** Where the migration stands, where it came from and where it is going, seen from the week shown. */
export async function progressOf(view: View): Promise<Progress> {
  const { db, project, snapshot, before, week, weeks, place } = view;
  const { config } = project;
  const stamp = historyStampOf(view);
  const series = await derived(`series ${stamp}`, () => stateSeries(db, project.id));
  const counts = (snapshot && series.get(snapshot.id)) ?? {};
  const phases = snapshot ? await totalsBy(db, snapshot.id, 'phase') : new Map<string, StateCounts>();
  const plan = planLine(config, Object.fromEntries([...phases].map(([name, states]) => [name, scopeOf(states)])));
  const history = weeks.map((row) => ({
    week: row.week,
    counts: row.week === week && snapshot ? counts : (series.get(row.id) ?? {}),
    href: links.board({ ...place, week: row.week }),
  }));
  // Before its history is read, a project is judged by the one state that is known.
  const points = pointsUntil(history.length > 0 ? history : [{ week, counts }], week);
  const seen = await derived(`forecast ${week} ${stamp}`, async () => forecast(points));
  const planned = plan.length === 0 ? null : (plan.findLast((point) => point.week <= week)?.planned ?? 0);
  const failing = snapshot ? await derived(`failing ${stampOf(snapshot)}`, () => countFailing(db, snapshot.id)) : 0;
  return {
    course: {
      weeks: history,
      current: week,
      plan,
      fan: seen.kind === 'estimate' ? seen.fan : [],
      phases: config.phases.flatMap(({ name }) => {
        const span = phaseWeeks(config, name);
        return span ? [{ name, ...span }] : [];
      }),
      annotations: await listAnnotations(db, project.id),
      ruleChanges: await listRuleChanges(db, project.id),
      labels: stateLabels(project.words),
    },
    counts,
    before: before ? (series.get(before.id) ?? {}) : null,
    forecast: seen,
    planned,
    health: health({
      forecast: seen,
      points,
      planEnd: planEnd(config),
      planned,
      regressed: (await weekSummaryOf(view))?.regressed ?? 0,
      failing,
    }),
  };
}
