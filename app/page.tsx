import { redirect } from 'next/navigation';
import { PlainHeader } from '../components/shell/plain-header';
import { StateBar } from '../components/board/state-bar';
import { count, dayOf } from '../components/ui/format';
import { Cell, HeadCell, Table } from '../components/ui/table';
import { listProjects } from '../lib/db/read/project';
import { links } from '../lib/links';
import { doneOf, scopeOf } from '../lib/migration';
import { percent } from '../lib/percent';
import { stateLabels } from '../lib/words';
import { admittedToPage } from './access';
import { FirstRun } from './first-run';

export const dynamic = 'force-dynamic';

export default async function ProjectsPage() {
  const { db, visitor } = await admittedToPage();
  const person = visitor.kind === 'person' ? visitor : null;
  const projects = await listProjects(db);
  if (projects.length === 0) return <FirstRun person={person} />;
  const [only] = projects;
  if (only && projects.length === 1) redirect(links.board({ project: only.slug, week: null }));
  const names = projects.map((project) => project.name);
  const isTold = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  return (
    <>
      <PlainHeader person={person} />
      <main className="mx-auto max-w-5xl px-4 py-6">
        <h1 className="mb-4 text-xl font-semibold">Migrations</h1>
        <div className="rounded-md border border-line bg-card">
          <Table label="Migrations">
            <thead>
              <tr>
                <HeadCell>Project</HeadCell>
                <HeadCell className="max-sm:hidden">Migration</HeadCell>
                <HeadCell className="w-2/5 min-w-24">
                  <span className="sr-only">States</span>
                </HeadCell>
                <HeadCell numeric>Done</HeadCell>
                <HeadCell numeric>%</HeadCell>
                <HeadCell numeric className="max-sm:hidden">As of</HeadCell>
              </tr>
            </thead>
            <tbody>
              {projects.map((project) => (
                <tr key={project.id} className="tap-row">
                  <Cell className="max-sm:min-w-28">
                    <a href={links.board({ project: project.slug, week: null })} className="link font-medium wrap-anywhere">
                      {project.name}
                    </a>
                    {!isTold(project.name) && <span className="block text-xs text-ink-3">{project.slug}</span>}
                    <span className="block text-xs text-ink-3 sm:hidden">{project.config.migration}</span>
                  </Cell>
                  <Cell className="max-sm:hidden">{project.config.migration}</Cell>
                  <Cell>
                    <StateBar counts={project.counts} labels={stateLabels(project.words)} />
                  </Cell>
                  <Cell numeric>
                    {count(doneOf(project.counts))}
                    <span className="text-ink-3"> / {count(scopeOf(project.counts))}</span>
                  </Cell>
                  <Cell numeric>{percent(doneOf(project.counts), scopeOf(project.counts))}</Cell>
                  <Cell numeric className="max-sm:hidden">{project.at ? dayOf(project.at) : 'not scanned'}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </main>
    </>
  );
}
