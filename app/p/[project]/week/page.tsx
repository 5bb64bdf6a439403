import type { Metadata } from 'next';
import { WeekPanel } from '../../../../components/board/week-panel';
import { MoveTable, type ListedMove } from '../../../../components/board/move-table';
import { Empty } from '../../../../components/ui/empty';
import { count, dayOf } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { Panel } from '../../../../components/ui/panel';
import { links } from '../../../../lib/links';
import { MOVE_KINDS, type MoveKind } from '../../../../lib/moves';
import { commitsBetween } from '../../../../lib/source';
import { weekEnd, weekStart } from '../../../../lib/weeks';
import { progressOf } from '../course';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps, type View } from '../view';
import { weekChangesOf, weekSummaryOf } from '../week-changes';

export const metadata: Metadata = { title: 'Week' };

const LABELS: Record<MoveKind, string> = {
  converted: 'Converted',
  regressed: 'Regressed',
  added: 'New usages',
  removed: 'Removed',
  changed: 'Changed otherwise',
};

export default async function WeekPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { place, week } = view;
  const { move: asked } = await props.searchParams;
  const only = MOVE_KINDS.find((kind) => kind === asked);
  const progress = await progressOf(view);
  const changes = await weekChangesOf(view);
  const moves: ListedMove[] = (changes?.changes ?? []).flatMap((change) =>
    change.moves.map((move) => {
      const path = (change.after ?? change.before)?.path ?? '';
      return { ...move, path, fileId: changes?.ids.get(path) ?? 0 };
    }),
  );
  const kinds = MOVE_KINDS.filter((kind) => (only === undefined || kind === only) && moves.some((move) => move.kind === kind));
  return (
    <Frame view={view} section="week">
      <PageTitle
        below={
          <>
            {dayOf(weekStart(week))} to {dayOf(weekEnd(week))}
            {only && (
              <>
                {' · '}
                <a href={links.week(place)} className="link">
                  show all moves
                </a>
              </>
            )}
          </>
        }
      >
        Week {week}
      </PageTitle>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0 space-y-6">
          {kinds.length === 0 && (
            <Panel title="Moves" flush>
              <Empty title={view.before ? 'Nothing moved in this week' : 'There is no earlier week to compare with'} />
            </Panel>
          )}
          {kinds.map((kind) => {
            const own = moves.filter((move) => move.kind === kind);
            return (
              <Panel key={kind} id={kind} title={LABELS[kind]} aside={count(own.length)} flush>
                <MoveTable moves={own} place={place} />
              </Panel>
            );
          })}
        </div>
        <div className="min-w-0 space-y-6">
          <WeekPanel
            week={week}
            place={place}
            counts={progress.counts}
            before={progress.before}
            moves={await weekSummaryOf(view)}
          />
          <Commits view={view} paths={[...new Set(moves.map((move) => move.path))]} />
        </div>
      </div>
    </Frame>
  );
}

const COMMITS = 50;

/** Who moved it: the commits of the week that touched the files that moved. */
async function Commits({ view: { project, before, snapshot }, paths }: { view: View; paths: readonly string[] }) {
  if (!before?.commit || !snapshot?.commit || before.commit === snapshot.commit) return null;
  const commits = await commitsBetween(project.root, before.commit, snapshot.commit, paths.slice(0, 500), COMMITS);
  if (commits.length === 0) return null;
  return (
    <Panel title="Commits" aside={count(commits.length)} flush>
      <ol>
        {commits.map((commit) => (
          <li key={commit.commit} className="border-b border-line px-4 py-2 text-sm last:border-b-0">
            <p className="truncate" title={commit.subject}>
              {commit.subject}
            </p>
            <p className="text-xs text-ink-3">
              <code className="font-mono">{commit.commit.slice(0, 8)}</code> · {commit.author} · {dayOf(commit.at)} · {count(commit.paths.length)} of the files
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
