import { notFound } from 'next/navigation';
import { Empty } from '../../../../../components/ui/empty';
import { Panel } from '../../../../../components/ui/panel';
import { findFilePath } from '../../../../../lib/db/read/file';
import { fileHistory } from '../../../../../lib/db/read/file-history';
import { links } from '../../../../../lib/links';
import { Frame } from '../../frame';
import type { View } from '../../view';

/** A file that the week shown does not hold: it was not there yet, is gone, or held nothing of the migration. */
export async function FileAway({ view, id }: { view: View; id: number }) {
  const counts = await fileHistory(view.db, id);
  const last = view.weeks.findLast((row) => counts.has(row.id));
  const path = await findFilePath(view.db, view.project.id, id);
  if (path === null) notFound();
  return (
    <Frame view={view} section="files">
      <Panel title={path} flush>
        <Empty title="No usage in the week shown">
          The file was not there then, or did not use {view.project.words.thing}.{' '}
          {last && (
            <a href={links.file({ ...view.place, week: last.week }, id)} className="link">
              Last seen in {last.week}
            </a>
          )}
        </Empty>
      </Panel>
    </Frame>
  );
}
