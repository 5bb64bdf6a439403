import 'server-only';
import { shortWeek } from '../../../components/ui/format';
import type { GroupRow } from '../../../components/board/group-table';
import { phaseWeeks } from '../../../lib/config/plan-line';
import { stateSeriesBy } from '../../../lib/db/read/series';
import { totalsBy, type Dimension } from '../../../lib/db/read/totals';
import { links } from '../../../lib/links';
import { progressOf, scopeOf, doneOf, type StateCounts } from '../../../lib/migration';
import type { View } from './view';

const COURSE_WEEKS = 12;

/** What the files are called that no phase matches. */
export const UNPLANNED = 'Unplanned';

/** The phases in the order of the plan; what no phase matches comes last. */
export async function phaseRows(view: View): Promise<GroupRow[]> {
  const { project, place } = view;
  if (!view.snapshot) return [];
  const groups = await withCourse(view, 'phase', await totalsBy(view.db, view.snapshot.id, 'phase'));
  const planned = project.config.phases.map((phase) => phase.name);
  const unplanned = [...groups.keys()].filter((name) => !planned.includes(name));
  return [...planned, ...unplanned].flatMap((name) => {
    const group = groups.get(name);
    const weeks = phaseWeeks(project.config, name);
    const note = weeks ? `${shortWeek(weeks.from)} to ${shortWeek(weeks.to)} ${weeks.to.slice(0, 4)}` : planned.includes(name) ? null : 'in no phase of the plan';
    return group ? [{ ...group, name: name || UNPLANNED, href: links.phase(place, name || UNPLANNED), note }] : [];
  });
}

/** Services, the one with most left to do first. */
export async function serviceRows(view: View, limit = Infinity): Promise<{ rows: GroupRow[]; total: number }> {
  if (!view.snapshot) return { rows: [], total: 0 };
  const totals = await totalsBy(view.db, view.snapshot.id, 'service');
  const open = (counts: StateCounts) => scopeOf(counts) - doneOf(counts);
  const sorted = [...totals].sort(([a, one], [b, other]) => open(other) - open(one) || (a < b ? -1 : 1));
  const shown = new Map(sorted.slice(0, limit));
  const groups = await withCourse(view, 'service', shown);
  const rows = [...groups].map(([name, group]) => ({ ...group, name, href: links.service(view.place, name) }));
  return { rows, total: totals.size };
}

interface Group {
  counts: StateCounts;
  before: StateCounts | null;
  course: (number | null)[];
}

async function withCourse({ db, before, weeks, week }: View, dimension: Dimension, totals: ReadonlyMap<string, StateCounts>): Promise<Map<string, Group>> {
  const past = weeks.filter((row) => row.week <= week).slice(-COURSE_WEEKS);
  const series = await stateSeriesBy(db, past.map((row) => row.id), dimension, [...totals.keys()]);
  return new Map(
    [...totals].map(([key, counts]) => {
      const own = series.get(key);
      return [
        key,
        {
          counts,
          before: before ? (own?.get(before.id) ?? {}) : null,
          course: past.map((row) => progressOf(own?.get(row.id) ?? {})),
        },
      ];
    }),
  );
}
