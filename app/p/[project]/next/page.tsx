import type { Metadata } from 'next';
import { UnitGraph } from '../../../../components/board/unit-graph';
import { placeOfUnit } from '../../../../components/board/unit-place';
import { Badge } from '../../../../components/ui/badge';
import { Empty } from '../../../../components/ui/empty';
import { count, plural } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { Panel } from '../../../../components/ui/panel';
import { Cell, HeadCell, Table } from '../../../../components/ui/table';
import { listFileIds } from '../../../../lib/db/read/file';
import { findUnits, type Unit } from '../../../../lib/db/read/units';
import { links, type Place } from '../../../../lib/links';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { unitIndexOf, type UnitSummary } from '../unit-index';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Next' };

const SHOWN = 100;

export default async function NextPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { unit: asked } = await props.searchParams;
  const { summaries: units } = await unitIndexOf(view.db, view.snapshot);
  const chosen = units.find((unit) => unit.id === asked) ?? units[0];
  const [picked] = chosen ? await findUnits(view.db, view.snapshot.id, [chosen.id]) : [];
  const ids = await listFileIds(view.db, view.snapshot.id);
  const { place } = view;
  return (
    <Frame view={view} section="next">
      <PageTitle note={units.length > 0 ? count(units.length) : undefined} below={`Functions that must become ${view.project.words.done} together, the unit that unlocks most for least first.`}>
        Next
      </PageTitle>
      {!picked ? (
        <Panel title="Units of conversion" flush>
          <Empty title="No unit of conversion in this week">Either nothing is left to convert, or nothing that is left hangs together; or the data’s quality says why they are missing.</Empty>
        </Panel>
      ) : (
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
          <Panel title="Units of conversion" flush className="self-start">
            <UnitTable units={units.slice(0, SHOWN)} picked={picked.id} place={place} />
            {units.length > SHOWN && <p className="border-t border-line px-4 py-2 text-xs text-ink-3">and {count(units.length - SHOWN)} smaller ones</p>}
          </Panel>
          <UnitPanel unit={picked} ids={ids} place={place} done={view.project.words.done} />
        </div>
      )}
    </Frame>
  );
}

function UnitTable({ units, picked, place }: { units: readonly UnitSummary[]; picked: string; place: Place }) {
  return (
    <Table label="Units of conversion">
      <thead>
        <tr>
          <HeadCell>Unit</HeadCell>
          <HeadCell numeric className="max-sm:hidden">Functions</HeadCell>
          <HeadCell numeric>Unblocks</HeadCell>
          <HeadCell numeric className="max-sm:hidden">Hazards</HeadCell>
          <HeadCell>
            <span className="sr-only">Readiness</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.id} className={`tap-row ${unit.id === picked ? 'bg-sunken' : ''}`}>
            <Cell className="w-full max-w-0 min-w-40">
              <a href={links.next(place, unit.id)} data-scroll="keep" aria-current={unit.id === picked ? 'true' : undefined} className="link block truncate font-medium decoration-transparent" title={unit.id}>
                {unit.title}
              </a>
              {unit.title !== placeOfUnit(unit.id) && (
                <span className="block truncate text-xs leading-4 text-ink-3" title={placeOfUnit(unit.id)}>
                  {placeOfUnit(unit.id)}
                </span>
              )}
            </Cell>
            <Cell numeric className="max-sm:hidden">{count(unit.functions)}</Cell>
            <Cell numeric>{count(unit.unblocks)}</Cell>
            <Cell numeric className="max-sm:hidden">{count(unit.hazards)}</Cell>
            <Cell>{unit.ready ? <Badge tone="good">ready</Badge> : <Badge>blocked</Badge>}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function UnitPanel({ unit, ids, place, done }: { unit: Unit; ids: ReadonlyMap<string, number>; place: Place; done: string }) {
  const files = new Set(unit.functions.map((part) => part.path));
  return (
    <Panel id="unit" title={<span className="wrap-anywhere">{unit.title}</span>} aside={unit.ready ? <Badge tone="good">ready</Badge> : <Badge>blocked</Badge>} className="self-start max-xl:row-start-1 xl:sticky xl:top-4">
      <p className="text-sm text-ink-2">
        Making this {done} touches {plural(unit.functions.length, 'function')} in {plural(files.size, 'file')} and unblocks {plural(unit.unblocks, 'usage')}.
      </p>
      {unit.note && <p className="mt-1 text-sm text-ink-2">{unit.note}</p>}
      {unit.blockers.length > 0 && (
        <ul className="mt-2 text-sm">
          {unit.blockers.map((blocker) => (
            <li key={blocker} className="text-ink-2">
              Waits for: {blocker}
            </li>
          ))}
        </ul>
      )}
      <div className="my-4">
        <UnitGraph unit={unit} />
      </div>
      <h3 className="mb-1 text-sm font-medium">Functions</h3>
      <ul className="text-sm">
        {unit.functions.map((part) => (
          <li key={`${part.path}:${part.scope}`} className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-1">
            <span className="min-w-0 font-medium wrap-anywhere">{part.scope || 'module level'}</span>
            <Where path={part.path} line={part.line} ids={ids} place={place} />
          </li>
        ))}
      </ul>
      {unit.boundaries.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm font-medium">Around it</h3>
          <ul className="text-sm">
            {unit.boundaries.map((boundary) => (
              <li key={`${boundary.path}${boundary.scope}${boundary.line}`} className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-1">
                <span className="min-w-0 wrap-anywhere">
                  {boundary.scope || 'module level'} <Badge>{boundary.kind}</Badge>
                </span>
                <Where path={boundary.path} line={boundary.line} ids={ids} place={place} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** A place in the code; a link where its file has a page. */
function Where({ path, line, ids, place }: { path: string; line: number; ids: ReadonlyMap<string, number>; place: Place }) {
  const id = ids.get(path);
  const text = `${path}:${line}`;
  if (id === undefined) return <span className="min-w-0 text-xs wrap-anywhere text-ink-3">{text}</span>;
  return (
    <a href={links.file(place, id, line)} className="link min-w-0 text-xs wrap-anywhere text-ink-3">
      {text}
    </a>
  );
}
