import type { Metadata } from 'next';
import { GroupTable } from '../../../../components/board/group-table';
import { Empty } from '../../../../components/ui/empty';
import { count } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { stateLabels } from '../../../../lib/words';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { serviceRows } from '../groups';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Services' };

export default async function ServicesPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { rows, total } = await serviceRows(view);
  return (
    <Frame view={view} section="services">
      <PageTitle note={count(total)}>Services</PageTitle>
      <div className="rounded-md border border-line bg-card">{rows.length > 0 ? <GroupTable of="Service" rows={rows} labels={stateLabels(view.project.words)} /> : <Empty title={`No service uses ${view.project.words.thing}`} />}</div>
    </Frame>
  );
}
