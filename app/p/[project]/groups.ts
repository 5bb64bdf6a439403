import 'server-only';
import { shortWeek } from '../../../components/ui/format';
import type { GroupRow } from '../../../components/board/group-table';
import { phaseWeeks } from '../../../lib/config/plan-line';
import { stateSeriesBy } from '../../../lib/db/read/series';
import { stampOf } from '../../../lib/db/read/snapshots';
import { totalsBy, type Dimension } from '../../../lib/db/read/totals';
import { links } from '../../../lib/links';
import { progressOf, scopeOf, doneOf, type StateCounts } from '../../../lib/migration';
import { derived } from '../../derived';
import type { View } from './view';

const COURSE_WEEKS = 12;

/** What the files are called that no phase matches. */
export const UNPLANNED = 'Unplanned';

/** The phases in the order of the plan; what no phase matches comes last. */
export async function phaseRows(view: View): Promise<GroupRow[]> {
  const { project, place } = view;
  const { groups } = await groupsOf(view, 'phase', Infinity);
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
  const { groups, total } = await groupsOf(view, 'service', limit);
  const rows = [...groups].map(([name, group]) => ({ ...group, name, href: links.service(view.place, name) }));
  return { rows, total };
}

interface Group {
  counts: StateCounts;
  before: StateCounts | null;
  course: (number | null)[];
}

interface Groups {
  /** The one with most left to do first. */
  groups: ReadonlyMap<string, Group>;
  /** How many there are, beyond the limit too. */
  total: number;
}

async function groupsOf(view: View, dimension: Dimension, limit: number): Promise<Groups> {
  const { db, snapshot, before } = view;
  if (!snapshot) return { groups: new Map(), total: 0 };
  const past = pastOf(view);
  const stamps = [snapshot, before, ...past].map((row) => (row ? stampOf(row) : '')).join(' ');
  return derived(`${dimension} ${limit} ${stamps}`, async () => {
    const totals = await totalsBy(db, snapshot.id, dimension);
    const open = (counts: StateCounts) => scopeOf(counts) - doneOf(counts);
    const sorted = [...totals].sort(([a, one], [b, other]) => open(other) - open(one) || (a < b ? -1 : 1));
    return { groups: await withCourse(view, dimension, new Map(sorted.slice(0, limit))), total: totals.size };
  });
}

function pastOf({ weeks, week }: View) {
  return weeks.filter((row) => row.week <= week).slice(-COURSE_WEEKS);
}

async function withCourse(view: View, dimension: Dimension, totals: ReadonlyMap<string, StateCounts>): Promise<Map<string, Group>> {
  const { db, before } = view;
  const past = pastOf(view);
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
