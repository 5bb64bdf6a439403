import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { phaseWeeks } from '../../../../../lib/config/plan-line';
import { links } from '../../../../../lib/links';
import { fileEntriesOf } from '../../file-entries';
import { Frame } from '../../frame';
import { groupProgress } from '../../group-progress';
import { GroupView } from '../../group-view';
import { UNPLANNED } from '../../groups';
import { viewOf, type PageProps } from '../../view';

type PhasePageProps = PageProps & { params: Promise<{ project: string; phase: string }> };

export const metadata: Metadata = { title: 'Phase' };

export default async function PhasePage(props: PhasePageProps) {
  const view = await viewOf(props);
  const name = decodeURIComponent((await props.params).phase);
  const isPlanned = view.project.config.phases.some((phase) => phase.name === name);
  const progress = await groupProgress(view, 'phase', isPlanned || name !== UNPLANNED ? name : '', (week) => links.phase({ ...view.place, week }, name));
  if (!progress) notFound();
  const files = (await fileEntriesOf(view)).filter((file) => (file.phase ?? UNPLANNED) === name);
  const weeks = phaseWeeks(view.project.config, name);
  return (
    <Frame view={view} section="phases">
      <GroupView view={view} of="Phase" name={name} note={weeks && `planned ${weeks.from} to ${weeks.to}`} progress={progress} files={files} filter={isPlanned ? { phase: [name] } : {}} />
    </Frame>
  );
}
