import type { Metadata } from 'next';
import { CourseTable } from '../../../../components/charts/course-table';
import { PageTitle } from '../../../../components/ui/page-title';
import { links } from '../../../../lib/links';
import { progressOf } from '../course';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { groupProgress } from '../group-progress';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Weeks' };

/** The chart as a table: of the whole, or of the service or phase that the URL names. */
export default async function WeeksPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { service, phase } = await props.searchParams;
  const [dimension, name] = typeof service === 'string' ? (['service', service] as const) : typeof phase === 'string' ? (['phase', phase] as const) : [null, null];
  const own = dimension && (await groupProgress(view, dimension, name, (week) => links[dimension]({ ...view.place, week }, name)));
  const { course } = own ?? (await progressOf(view));
  return (
    <Frame view={view} section="board">
      <PageTitle below="Usages by state at the end of each week, newest first.">{own ? `${name} by week` : 'Usages by week'}</PageTitle>
      <div className="rounded-md border border-line bg-card">
        <CourseTable course={course} />
      </div>
    </Frame>
  );
}
