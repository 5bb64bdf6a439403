import type { Metadata } from 'next';
import { GroupTable } from '../../../components/board/group-table';
import { HazardPanel } from '../../../components/board/hazard-panel';
import { Headline } from '../../../components/board/headline';
import { KindTable } from '../../../components/board/kind-table';
import { NextPanel } from '../../../components/board/next-panel';
import { WeekPanel } from '../../../components/board/week-panel';
import { CourseFigure } from '../../../components/charts/course-figure';
import { Empty } from '../../../components/ui/empty';
import { Panel } from '../../../components/ui/panel';
import { countHazards } from '../../../lib/db/read/hazards';
import { totalsByKind } from '../../../lib/db/read/totals';
import { stampOf, type SnapshotRow } from '../../../lib/db/read/snapshots';
import { links } from '../../../lib/links';
import { doneOf, scopeOf, type StateCounts } from '../../../lib/migration';
import { stateLabels } from '../../../lib/words';
import { derived } from '../../derived';
import { progressOf } from './course';
import { FirstScan } from './first-scan';
import { Foot } from './foot';
import { Frame } from './frame';
import { phaseRows, serviceRows } from './groups';
import { Live } from './live-panel';
import { NothingFound } from './nothing-found';
import { unitIndexOf } from './unit-index';
import { viewOf, type PageProps, type View } from './view';
import { weekSummaryOf } from './week-changes';

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: (await viewOf(props)).project.name };
}

export default async function BoardPage(props: PageProps) {
  const view = await viewOf(props);
  const { db, snapshot, place, week } = view;
  if (!snapshot) return <FirstScan view={view} />;
  const labels = stateLabels(view.project.words);
  const progress = await progressOf(view);
  const [phases, services] = [await phaseRows(view), await serviceRows(view, 12)];
  const [hazards, kinds, units] = [await hazardCountsOf(view, snapshot), await kindTotalsOf(view, snapshot), (await unitIndexOf(db, snapshot)).summaries.slice(0, 5)];
  if (hazards.length === 0 && [progress.counts, ...progress.course.weeks.map(({ counts }) => counts)].every(isEmpty)) return <NothingFound view={view} />;
  return (
    <Frame view={view} section="board">
      <div className="space-y-6">
        <Headline {...progress} place={place} words={view.project.words} />
        <Panel title="Usages by week" aside={<Live view={view} />}>
          {view.weeks.length > 0 ? (
            <CourseFigure course={progress.course} tableHref={links.weeks(place)} />
          ) : (
            <Empty title="The weeks of the past are not read yet">
              A scan from this page reads them after the present state; so does <code className="font-mono text-[12.5px]">awaited history</code>.
            </Empty>
          )}
        </Panel>
        <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="min-w-0 space-y-6">
            <Panel title="Phases" aside={<a href={links.phases(place)} className="link">All phases</a>} flush>
              <GroupTable of="Phase" rows={phases} labels={labels} />
            </Panel>
            <Panel title="Services" aside={<a href={links.services(place)} className="link">All {services.total} services</a>} flush>
              <GroupTable of="Service" rows={services.rows} labels={labels} />
            </Panel>
          </div>
          <div className="min-w-0 space-y-6">
            <WeekPanel
              week={week}
              place={place}
              counts={progress.counts}
              before={progress.before}
              moves={await weekSummaryOf(view)}
              done={view.project.words.done}
            />
            <NextPanel units={units} place={place} open={scopeOf(progress.counts) - doneOf(progress.counts)} />
            <HazardPanel hazards={hazards} place={place} />
            <Panel title="Kinds of usage" flush>
              <KindTable totals={kinds} words={view.project.words} />
            </Panel>
          </div>
        </div>
        <Foot view={view} />
      </div>
    </Frame>
  );
}

function isEmpty(counts: StateCounts): boolean {
  return Object.values(counts).every((value) => value === 0);
}

function hazardCountsOf({ db }: View, snapshot: SnapshotRow) {
  return derived(`hazards ${stampOf(snapshot)}`, () => countHazards(db, snapshot.id));
}

function kindTotalsOf({ db }: View, snapshot: SnapshotRow) {
  return derived(`kinds ${stampOf(snapshot)}`, () => totalsByKind(db, snapshot.id));
}
