import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StateBar } from '../../../../../components/board/state-bar';
import { StateName } from '../../../../../components/board/state-swatch';
import { StatusBadge } from '../../../../../components/board/status-badge';
import { Checklist } from '../../../../../components/file/checklist';
import { FileUnits } from '../../../../../components/file/file-units';
import { HistoryStrip, STRIP_WEEKS } from '../../../../../components/file/history-strip';
import { PlanForm } from '../../../../../components/file/plan-form';
import { TickBox } from '../../../../../components/file/tick-box';
import { UsageKeys } from '../../../../../components/file/usage-keys';
import { count, dayOf, plural } from '../../../../../components/ui/format';
import { Panel } from '../../../../../components/ui/panel';
import { Reserved } from '../../../../../components/ui/reserved';
import { checklistOf } from '../../../../../lib/checklist';
import { findFileAt, listFileHazards, listUsages, type HazardRow, type UsageRow } from '../../../../../lib/db/read/file';
import { listExemptions, type ExemptionRow } from '../../../../../lib/db/read/exemptions';
import { findFilePlan, listTicks } from '../../../../../lib/db/read/file-plan';
import { fileHistory } from '../../../../../lib/db/read/file-history';
import { findUnits } from '../../../../../lib/db/read/units';
import { targetText } from '../../../../../lib/exemptions';
import { links } from '../../../../../lib/links';
import { CATEGORY_LABELS, doneOf, scopeOf, STATES } from '../../../../../lib/migration';
import { percent } from '../../../../../lib/percent';
import { stateLabels } from '../../../../../lib/words';
import { mayOnPage } from '../../../../access';
import { savePlan, setTick } from '../../actions';
import { fileEntriesOf } from '../../file-entries';
import { Frame } from '../../frame';
import { Later } from '../../later';
import { unitIndexOf } from '../../unit-index';
import { viewOf, type PageProps, type View } from '../../view';
import { ExemptFile } from './exempt-file';
import { ExemptPlace } from './exempt-place';
import { FileAway } from './file-away';
import { FileSource } from './file-source';
import { isRemaining, RemainingLines } from './remaining-lines';
import { UsedBy } from './used-by';

type FilePageProps = PageProps & { params: Promise<{ project: string; file: string }> };

export const metadata: Metadata = { title: 'File' };

/** So many units of one file are told in full. */
const UNITS = 8;

export default async function FilePage(props: FilePageProps) {
  const view = await viewOf(props);
  const id = Number((await props.params).file);
  if (!Number.isSafeInteger(id) || !view.snapshot) notFound();
  const entries = await fileEntriesOf(view);
  const entry = entries.find((file) => file.id === id);
  if (!entry) return <FileAway view={view} id={id} />;
  const { db, snapshot, place, project } = view;
  const fileIds = new Map(entries.map((file) => [file.path, file.id]));
  const found = await findVerdict(view, id);
  const [usages, hazards] = [await listUsages(db, found.verdictId), await listFileHazards(db, found.verdictId)];
  const unitIds = (await unitIndexOf(db, snapshot)).byPath.get(entry.path) ?? [];
  const units = await findUnits(db, snapshot.id, unitIds.slice(0, UNITS));
  const items = checklistOf(
    { category: entry.category, usages, hazards },
    project.presentation.checklist ?? [],
    project.config.checklist[entry.category] ?? [],
  );
  const plan = await findFilePlan(db, id);
  const ticks = new Map((await listTicks(db, id)).map((tick) => [tick.item, tick]));
  const exemptions = (await listExemptions(db, project.id)).filter((exemption) => exemption.fileId === id);
  const mayEdit = await mayOnPage('editor');
  const cut = entry.path.lastIndexOf('/') + 1;
  return (
    <Frame view={view} section="files">
      <UsageKeys />
      <div className="mb-5 space-y-2">
        <h1 className="text-xl leading-7 break-words">
          <span className="text-ink-3">{entry.path.slice(0, cut)}</span>
          <span className="inline-block max-w-full font-semibold">{entry.path.slice(cut)}</span>
        </h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
          <StatusBadge status={entry.status} />
          <span>{entry.because}</span>
          <a href={links.service(place, entry.service)} className="link">
            {entry.service}
          </a>
          {/* What belongs to no service is called after its category. */}
          {CATEGORY_LABELS[entry.category] !== entry.service && (
            <a href={links.files(place, { category: [entry.category] })} className="link">
              {CATEGORY_LABELS[entry.category]}
            </a>
          )}
          {entry.phase && (
            <a href={links.phase(place, entry.phase)} className="link">
              {entry.phase}
            </a>
          )}
        </p>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
          <a href="#source" className="link lg:hidden">
            To the source
          </a>
          <span className="font-medium">
            {percent(doneOf(entry.counts), scopeOf(entry.counts))} · {count(doneOf(entry.counts))} of {count(scopeOf(entry.counts))}
          </span>
          <span className="w-64 max-w-full">
            <StateBar counts={entry.counts} labels={stateLabels(project.words)} />
          </span>
          {STATES.filter((state) => (entry.counts[state] ?? 0) > 0).map((state) => (
            <span key={state} className="flex items-center gap-1.5 text-ink-2">
              <StateName state={state} words={project.words} /> {count(entry.counts[state] ?? 0)}
            </span>
          ))}
        </div>
      </div>
      {/* Two columns of their own, or one in which all panels stand: the source second to last. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <Panel
          id="source"
          title="Source"
          flush
          className="self-start max-lg:order-1"
          aside={
            <span className="max-sm:hidden">
              <kbd className="font-sans">n</kbd> next, <kbd className="font-sans">p</kbd> previous usage
            </span>
          }
        >
          <FileSource view={view} file={found} usages={usages} hazards={hazards} fileIds={fileIds} actions={(found) => mayEdit && exemptionOf(found, exemptions, place.project, id)} />
        </Panel>
        <div className="min-w-0 self-start max-lg:contents lg:sticky lg:top-4 lg:max-h-[calc(100vh-2rem)] lg:space-y-6 lg:overflow-y-auto">
          <Panel title="Checklist">
            <Reserved isOpen={mayEdit}>
              {items.length > 0 ? <Checklist items={items} manual={(item) => <TickBox label={item.label} tick={ticks.get(item.label) ?? null} set={setTick.bind(null, place.project, id, item.label)} />} /> : <p className="text-sm text-ink-3">Nothing to do in this file.</p>}
            </Reserved>
          </Panel>
          <Panel title="Who and when">
            <Reserved isOpen={mayEdit}>
              <PlanForm key={id} file={id} plan={plan} save={savePlan.bind(null, place.project)} />
            </Reserved>
          </Panel>
          <Panel title="Calls and units">
            <FileUnits units={units} total={unitIds.length} place={place} fileIds={fileIds} path={entry.path} />
          </Panel>
          <Panel title="History" aside={view.weeks.length > STRIP_WEEKS ? `${STRIP_WEEKS} of ${view.weeks.length} weeks` : plural(view.weeks.length, 'week')}>
            <HistoryStrip weeks={await historyOf(view, id)} current={view.week} done={project.words.done} />
          </Panel>
          <Panel title="Exemption">
            {exemptions.map((exemption) => (
              <p key={exemption.id} className="mb-2 text-sm break-words">
                {exemption.target === null ? 'This file' : targetText(exemption.target)} is exempt: {exemption.reason}{' '}
                <span className="text-ink-3">
                  ({exemption.author}, {dayOf(exemption.createdAt)}){covers(exemption, usages, hazards) ? '' : ' It covers nothing in the state shown.'}
                </span>
              </p>
            ))}
            <Reserved isOpen={mayEdit}>
              <ExemptFile project={place.project} file={id} path={entry.path} standing={standingFor(exemptions.find((exemption) => exemption.target === null))} />
            </Reserved>
          </Panel>
          {/* Last, and both at once: what is told later moves nothing. */}
          <div className="min-w-0 space-y-6 max-lg:order-2">
            <Later title={usages.some(isRemaining) ? 'Remaining lines' : null} href={links.file(place, id)} parameters={await props.searchParams}>
              <UsedBy view={view} path={found.path} />
              {usages.some(isRemaining) && <RemainingLines view={view} path={found.path} usages={usages.filter(isRemaining)} />}
            </Later>
          </div>
        </div>
      </div>
    </Frame>
  );
}

/** What can be done about a place here: nothing where the code, the configuration or another exemption speaks for it. */
function exemptionOf(place: UsageRow | HazardRow, exemptions: readonly ExemptionRow[], project: string, file: number) {
  const isHazard = 'rule' in place;
  const { scope, ordinal } = place;
  const standing = exemptions.find(({ id, target }) => id === place.exemption && target !== null && 'rule' in target === isHazard);
  if ((isHazard ? place.exempt !== null : place.state === 'exempt') && !standing) return null;
  return <ExemptPlace project={project} file={file} target={isHazard ? { rule: place.rule, scope, ordinal } : { kind: place.kind, api: place.api, scope, ordinal }} standing={standingFor(standing)} />;
}

/** An exemption stays when what it was made for is rewritten; then it says so. */
function covers({ id }: ExemptionRow, usages: readonly UsageRow[], hazards: readonly HazardRow[]): boolean {
  return usages.some((usage) => usage.exemption === id) || hazards.some((hazard) => hazard.exemption === id);
}

function standingFor(exemption: ExemptionRow | undefined) {
  return exemption ? { id: exemption.id, reason: exemption.reason } : null;
}

async function findVerdict({ db, snapshot }: View, id: number) {
  const found = snapshot && (await findFileAt(db, snapshot.id, id));
  if (!found) notFound();
  return found;
}

async function historyOf({ db, weeks, place }: View, id: number) {
  const counts = await fileHistory(db, id);
  return weeks.map((row) => ({ week: row.week, counts: counts.get(row.id) ?? {}, href: links.file({ ...place, week: row.week }, id) }));
}
