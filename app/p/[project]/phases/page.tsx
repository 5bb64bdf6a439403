import type { Metadata } from 'next';
import { GroupTable } from '../../../../components/board/group-table';
import { Empty } from '../../../../components/ui/empty';
import { PageTitle } from '../../../../components/ui/page-title';
import { planEnd } from '../../../../lib/config/plan-line';
import { stateLabels } from '../../../../lib/words';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { phaseRows } from '../groups';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Phases' };

export default async function PhasesPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const rows = await phaseRows(view);
  const { config } = view.project;
  const end = planEnd(config);
  return (
    <Frame view={view} section="phases">
      <PageTitle below={end ? `The plan begins on ${config.start} and ends with ${end}.` : 'The configuration names no start, so that the phases have no weeks. Add start: to awaited.yaml to compare with a plan.'}>Phases</PageTitle>
      <div className="rounded-md border border-line bg-card">{rows.length > 0 ? <GroupTable of="Phase" rows={rows} labels={stateLabels(view.project.words)} /> : <Empty title="No file belongs to a phase" />}</div>
    </Frame>
  );
}
