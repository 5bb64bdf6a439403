import type { Metadata } from 'next';
import { shortNames } from '../../../../components/board/short-names';
import { ruleLabel } from '../../../../components/board/rule-label';
import { SEVERITY_TONES } from '../../../../components/file/hazard-note';
import { Badge } from '../../../../components/ui/badge';
import { BeforeAfter } from '../../../../components/ui/before-after';
import { Empty } from '../../../../components/ui/empty';
import { count, plural } from '../../../../components/ui/format';
import { PageTitle } from '../../../../components/ui/page-title';
import { Panel } from '../../../../components/ui/panel';
import { Cell, HeadCell, Table } from '../../../../components/ui/table';
import { listHazards, type HazardWithFile } from '../../../../lib/db/read/hazards';
import { hazardTextOf } from '../../../../lib/hazards';
import { links, type Place } from '../../../../lib/links';
import { FirstScan } from '../first-scan';
import { Frame } from '../frame';
import { viewOf, type PageProps } from '../view';

export const metadata: Metadata = { title: 'Hazards' };

/** Of each rule; a rule alone shows all. */
const PLACES = 50;

export default async function HazardsPage(props: PageProps) {
  const view = await viewOf(props);
  if (!view.snapshot) return <FirstScan view={view} />;
  const { place } = view;
  const { rule: asked } = await props.searchParams;
  const all = await listHazards(view.db, view.snapshot.id);
  const rules = [...new Set(all.map((hazard) => hazard.rule))];
  const shown = typeof asked === 'string' && rules.includes(asked) ? [asked] : rules;
  return (
    <Frame view={view} section="hazards">
      <PageTitle note={count(all.filter((hazard) => hazard.exempt === null).length)} below="Converted or half-converted code that will fail or stall when it runs. Possible findings are shown apart.">
        Hazards
      </PageTitle>
      {rules.length > 1 && (
        <ul aria-label="Rules" className="no-print mb-4 flex flex-wrap gap-1.5">
          {[null, ...rules].map((rule) => (
            <li key={rule ?? 'all'}>
              <a
                href={links.hazards(place, rule ?? undefined)}
                aria-current={(rule === null ? shown.length > 1 : shown.length === 1 && shown[0] === rule) ? 'true' : undefined}
                className="block rounded-full border border-line px-2.5 py-0.5 text-xs max-sm:py-1.5 text-ink-2 hover:bg-hover aria-[current]:border-ink aria-[current]:text-ink"
              >
                {rule === null ? 'All' : ruleLabel(rule)}
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="space-y-6">
        {all.length === 0 && (
          <Panel title="Nothing found" flush>
            <Empty title="No hazard in this week">What is on the target API looks right, as far as the code shows.</Empty>
          </Panel>
        )}
        {shown.map((rule) => (
          <RulePanel key={rule} rule={rule} hazards={all.filter((hazard) => hazard.rule === rule)} place={place} limit={shown.length > 1 ? PLACES : Infinity} />
        ))}
      </div>
    </Frame>
  );
}

function RulePanel({ rule, hazards, place, limit }: { rule: string; hazards: readonly HazardWithFile[]; place: Place; limit: number }) {
  const [first] = hazards;
  if (!first) return null;
  const text = hazardTextOf(rule);
  const names = shortNames(hazards.slice(0, limit).map((hazard) => hazard.path));
  return (
    <Panel
      id={rule}
      title={
        <span className="flex items-center gap-2">
          {ruleLabel(rule)} <Badge tone={SEVERITY_TONES[first.severity]}>{first.severity}</Badge>
        </span>
      }
      aside={plural(hazards.length, 'place')}
      flush
    >
      {text && (
        <div className="border-b border-line px-4 py-3 text-sm text-ink-2">
          <p className="max-w-4xl">{text.explanation}</p>
          <details className="mt-1.5">
            <summary className="inline-block text-xs text-ink-3 underline decoration-dotted underline-offset-2">Example</summary>
            <div className="mt-2 max-w-3xl">
              <BeforeAfter before={text.before} after={text.after} labels={['Before', 'After']} />
            </div>
          </details>
        </div>
      )}
      <Table label={ruleLabel(rule)}>
        <thead className="max-sm:hidden">
          <tr>
            <HeadCell>Place</HeadCell>
            <HeadCell>What happens</HeadCell>
            <HeadCell>Service</HeadCell>
          </tr>
        </thead>
        <tbody>
          {hazards.slice(0, limit).map((hazard) => (
            <tr key={hazard.id} className="tap-row align-top">
              <Cell className="max-w-80 align-top wrap-anywhere max-sm:block max-sm:max-w-none sm:min-w-48">
                <a href={links.file(place, hazard.fileId, hazard.line)} className="link" title={`${hazard.path}:${hazard.line}`}>
                  {names.get(hazard.path)}:{hazard.line}
                </a>
                <span className="block text-xs text-ink-3">{hazard.scope}</span>
              </Cell>
              <Cell className="min-w-64 max-sm:block max-sm:border-t-0 max-sm:pl-4">
                {hazard.message} {hazard.certainty === 'possible' && <Badge>possible</Badge>} {hazard.exempt !== null && <Badge>exempt: {hazard.exempt}</Badge>}
              </Cell>
              <Cell className="whitespace-nowrap text-ink-2 max-sm:hidden">{hazard.service}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {hazards.length > limit && (
        <p className="border-t border-line px-4 py-2 text-sm">
          <a href={links.hazards(place, rule)} className="link">
            All {plural(hazards.length, 'place')}
          </a>
        </p>
      )}
    </Panel>
  );
}
