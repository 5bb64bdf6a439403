import type { Metadata } from 'next';
import { WeekPanel } from '../../../../components/board/week-panel';
import { MoveTable } from '../../../../components/board/move-table';
import { MoverTable } from '../../../../components/board/mover-table';
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
import { Later } from '../later';
import { viewOf, type PageProps, type View } from '../view';
import { weekSummaryOf } from '../week-changes';
import { authorsOf, moversOf, ownedMovesOf, type AttributedMove } from '../week-movers';

export const metadata: Metadata = { title: 'Week' };

/** Of each kind of move; a kind alone shows all. */
const FILES = 25;

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
  const parameters = await props.searchParams;
  const only = MOVE_KINDS.find((kind) => kind === parameters.move);
  const progress = await progressOf(view);
  const moves = (await ownedMovesOf(view)) ?? [];
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
      {/* Two columns of their own, or one in which all panels stand. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0 max-lg:contents lg:space-y-6">
          {kinds.length === 0 && (
            <Panel title="Moves" flush>
              <Empty title={view.before ? 'Nothing moved in this week' : 'There is no earlier week to compare with'}>
                {!view.before && 'The weeks of the past are read by "Scan now" on the board, or by "awaited history".'}
              </Empty>
            </Panel>
          )}
          {kinds.map((kind) => {
            const own = moves.filter((move) => move.kind === kind);
            return (
              <Panel key={kind} id={kind} title={LABELS[kind]} aside={count(own.length)} flush>
                <MoveTable moves={own} place={place} limit={only ? Infinity : FILES} allHref={links.week(place, kind)} words={view.project.words} />
              </Panel>
            );
          })}
          <Owners moves={moves} />
          {/* Last in its column: what git tells later moves nothing. */}
          {moves.length > 0 && (
            <div className="min-w-0 max-lg:order-last">
              <Later title="By author" href={links.week(place, only)} parameters={parameters}>
                <Authors view={view} moves={moves} />
              </Later>
            </div>
          )}
        </div>
        <div className="min-w-0 max-lg:contents lg:space-y-6">
          <WeekPanel
            week={week}
            place={place}
            counts={progress.counts}
            before={progress.before}
            moves={await weekSummaryOf(view)}
            done={view.project.words.done}
          />
          <Commits view={view} paths={[...new Set(moves.map((move) => move.path))]} />
        </div>
      </div>
    </Frame>
  );
}

/** Nothing where the code has no CODEOWNERS. */
function Owners({ moves }: { moves: readonly AttributedMove[] }) {
  if (!moves.some((move) => move.owners.length > 0)) return null;
  return (
    <Panel title="By owner" flush>
      <MoverTable label="Owner" nobody="no owner" movers={moversOf(moves, (index) => moves[index]?.owners ?? [])} />
    </Panel>
  );
}

async function Authors({ view, moves }: { view: View; moves: readonly AttributedMove[] }) {
  const authors = await authorsOf(view);
  if (authors.length === 0) return null;
  const movers = moversOf(moves, (index) => {
    const author = authors[index]?.author;
    return author === undefined ? [] : [author];
  });
  return (
    <Panel title="By author" flush>
      <MoverTable label="Author" nobody="nobody’s alone" movers={movers} />
    </Panel>
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
            <p className="wrap-anywhere">
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
