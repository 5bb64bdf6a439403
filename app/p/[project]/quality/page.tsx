import type { Metadata } from 'next';
import { Badge } from '../../../../components/ui/badge';
import { Empty } from '../../../../components/ui/empty';
import { plural } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { Cell, HeadCell, Table } from '../../../../components/ui/table';
import { listQualityNotes } from '../../../../lib/db/read/quality';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Data quality' };

export default async function QualityPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const notes = await listQualityNotes(view.db, view.snapshot.id);
  return (
    <Frame view={view} section="quality">
      <PageTitle below={`${plural(view.snapshot.filesRead, 'file')} were read. What could not be read to its end, or was left out, is named here; it is in no figure.`}>Data quality</PageTitle>
      <div className="rounded-md border border-line bg-card">
        {notes.length === 0 ? (
          <Empty title="Every file was read to its end" />
        ) : (
          <Table label="Notes on data quality">
            <thead>
              <tr>
                <HeadCell>What</HeadCell>
                <HeadCell>Where</HeadCell>
                <HeadCell>Why</HeadCell>
              </tr>
            </thead>
            <tbody>
              {notes.map((note) => (
                <tr key={`${note.kind}${note.path}${note.line}`}>
                  <Cell>
                    <Badge>{note.kind}</Badge>
                  </Cell>
                  <Cell className="font-mono text-xs break-all">
                    {note.path}
                    {note.line !== null && `:${note.line}`}
                  </Cell>
                  <Cell>{note.message}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </Frame>
  );
}
