import type { z } from 'zod';
import type { ENDPOINTS } from '../../../../../../lib/api/endpoints';
import { Problem } from '../../../../../../lib/api/problem';
import { progressIn, type pointShape } from '../../../../../../lib/api/shapes';
import type { Db } from '../../../../../../lib/db/open';
import type { Figures } from '../../../../../../lib/db/read/figures';
import { statusesOfFile } from '../../../../../../lib/db/read/file-statuses';
import type { Project } from '../../../../../../lib/db/read/project';
import { figureSeries, kindSeries, kindSeriesOfFile, type SeriesOf } from '../../../../../../lib/db/read/series-details';
import { statusSeries, type StatusCounts } from '../../../../../../lib/db/read/statuses';
import { FILE_STATUSES, STATES, type FileStatus, type StateCounts, type UsageKind } from '../../../../../../lib/migration';

type Query = z.output<typeof ENDPOINTS.series.query>;
type Point = z.output<typeof pointShape>;
type PointFigures = Omit<Point, 'week' | 'commit' | 'committedAt'>;

/** What each snapshot of a project says of what is asked for, by its id; a snapshot without a usage of it says nothing. */
export async function pointsOf(db: Db, project: Project, query: Query): Promise<(snapshotId: number) => PointFigures> {
  const [of, second] = DIMENSIONS.flatMap((dimension) => (query[dimension] === undefined ? [] : [{ dimension, key: query[dimension] }]));
  if (second || (of && query.file !== undefined)) throw new Problem(400, 'A series is of one service, one category, one phase, one owner or one file; name one of them.');
  if (query.file !== undefined) return ofFile(db, project, query.file);
  const series: SeriesOf = of ?? { dimension: 'all', key: '' };
  const kinds = await kindSeries(db, project.id, series);
  if (of && kinds.size === 0) throw new Problem(404, `No snapshot has a usage of this ${of.dimension}.`);
  const figures = await figureSeries(db, project.id, series);
  const statuses = await statusSeries(db, project.id, of ?? null);
  return (id) => ({ ...usagesIn(kinds.get(id)), figures: figuresIn(figures.get(id) ?? {}), files: statuses.get(id) ?? null });
}

const DIMENSIONS = ['service', 'category', 'phase', 'owner'] as const;

async function ofFile(db: Db, project: Project, file: number): Promise<(snapshotId: number) => PointFigures> {
  const statuses = await statusesOfFile(db, project, file);
  if (statuses.size === 0) throw new Problem(404, 'No snapshot has such a file with a usage or a hazard.');
  const kinds = await kindSeriesOfFile(db, file);
  return (id) => ({ ...usagesIn(kinds.get(id)), figures: null, files: one(statuses.get(id)) });
}

function one(status: FileStatus | undefined): StatusCounts {
  return Object.fromEntries(FILE_STATUSES.map((each) => [each, each === status ? 1 : 0])) as StatusCounts;
}

function usagesIn(kinds: ReadonlyMap<UsageKind, StateCounts> = new Map()) {
  const all: StateCounts = {};
  for (const counts of kinds.values()) for (const state of STATES) if (counts[state]) all[state] = (all[state] ?? 0) + (counts[state] ?? 0);
  return { ...progressIn(all), kinds: Object.fromEntries([...kinds].map(([kind, counts]) => [kind, progressIn(counts).counts])) };
}

function figuresIn(figures: Figures): NonNullable<Point['figures']> {
  const of = (figure: keyof Figures) => figures[figure] ?? 0;
  return {
    functions: of('functions'),
    functionsAsync: of('functions-async'),
    queries: of('queries'),
    queriesSelect: of('queries-select'),
    hazards: { error: of('hazards-error'), warning: of('hazards-warning'), note: of('hazards-note'), possible: of('hazards-possible') },
  };
}
