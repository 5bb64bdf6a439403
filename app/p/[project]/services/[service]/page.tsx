import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { links } from '../../../../../lib/links';
import { fileEntriesOf } from '../../file-entries';
import { Frame } from '../../frame';
import { groupProgress } from '../../group-progress';
import { GroupView } from '../../group-view';
import { viewOf, type PageProps } from '../../view';

type ServicePageProps = PageProps & { params: Promise<{ project: string; service: string }> };

export const metadata: Metadata = { title: 'Service' };

export default async function ServicePage(props: ServicePageProps) {
  const view = await viewOf(props);
  const name = decodeURIComponent((await props.params).service);
  const progress = await groupProgress(view, 'service', name, (week) => links.service({ ...view.place, week }, name));
  if (!progress) notFound();
  const files = (await fileEntriesOf(view)).filter((file) => file.service === name);
  return (
    <Frame view={view} section="services">
      <GroupView view={view} of="Service" name={name} progress={progress} files={files} filter={{ service: [name] }} />
    </Frame>
  );
}
