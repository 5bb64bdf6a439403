import type { Metadata } from 'next';
import { AuditTable, fileIdOf } from '../../../../components/board/audit-table';
import { Empty } from '../../../../components/ui/empty';
import { dayOf } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { Panel } from '../../../../components/ui/panel';
import { Reserved } from '../../../../components/ui/reserved';
import { listAnnotations } from '../../../../lib/db/read/annotations';
import { listAudit } from '../../../../lib/db/read/audit';
import { listExemptions } from '../../../../lib/db/read/exemptions';
import { listFilePaths } from '../../../../lib/db/read/file';
import { targetText } from '../../../../lib/exemptions';
import { links } from '../../../../lib/links';
import { mayOnPage } from '../../../access';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';
import { AnnotationList } from './annotation-list';

export const metadata: Metadata = { title: 'Activity' };

const SHOWN = 200;

export default async function ActivityPage(props: PageProps) {
  const view = await viewOf(props);
  const { db, project, place } = view;
  const exemptions = await listExemptions(db, project.id);
  const audit = await listAudit(db, project.id, SHOWN);
  const paths = await listFilePaths(db, project.id, [...new Set(audit.flatMap((row) => fileIdOf(row) ?? []))]);
  const fileOf = (id: number) => {
    const path = paths.get(id);
    return path === undefined ? null : { path, href: links.file(place, id) };
  };
  return (
    <Frame view={view} section="activity">
      <PageTitle below="What people added to what the code says. A scan never touches it.">Activity</PageTitle>
      <div className="grid gap-6 lg:grid-cols-2">
        <Panel title="Annotations on the time axis">
          <Reserved isOpen={await mayOnPage('editor')}>
            <AnnotationList project={place.project} annotations={await listAnnotations(db, project.id)} />
          </Reserved>
        </Panel>
        <Panel title="Exemptions" flush>
          {exemptions.length === 0 && <Empty title="Nothing is exempt by hand">A file’s page exempts a usage, a hazard or the whole file, with a reason.</Empty>}
          <ul>
            {exemptions.map((exemption) => (
              <li key={exemption.id} className="border-b border-line px-4 py-2 text-sm last:border-b-0">
                <a href={links.file(place, exemption.fileId)} className="link">
                  {exemption.path}
                </a>
                <p>
                  {exemption.target && <code className="font-mono text-[12.5px]">{targetText(exemption.target)}</code>} {exemption.reason}
                </p>
                <p className="text-xs text-ink-3">
                  {exemption.author}, {dayOf(exemption.createdAt)}
                </p>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="Audit" flush className="lg:col-span-2">
          {audit.length === 0 ? <Empty title="Nobody has changed anything yet">What people tick, note, exempt and flag is listed here, with who and when.</Empty> : <AuditTable rows={audit} fileOf={fileOf} />}
        </Panel>
      </div>
    </Frame>
  );
}
