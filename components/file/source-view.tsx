import type { ReactNode } from 'react';
import type { HazardRow, UsageRow } from '../../lib/db/read/file';
import type { Place } from '../../lib/links';
import type { State } from '../../lib/migration';
import { STATES, STATE_STYLES } from '../../lib/migration';
import type { Words } from '../../lib/words';
import type { Presentation } from '../../scanner/packs/document';
import type { LineOrigin } from '../../lib/source';
import { lineHtml, type Mark, type Piece } from './highlight';
import { HazardNote } from './hazard-note';
import { UsageNote } from './usage-note';

interface SourceViewProps {
  lines: readonly (readonly Piece[])[];
  usages: readonly UsageRow[];
  hazards: readonly HazardRow[];
  place: Place;
  /** Path → file id, for the files that evidence names. */
  fileIds: ReadonlyMap<string, number>;
  path: string;
  words: Words;
  examples: Presentation['examples'];
  /** Who wrote a line; may still be on its way. */
  originOf?: (line: number) => LineOrigin | undefined;
  /** What can be done with a usage or a hazard, below its reason. */
  actions?: (place: UsageRow | HazardRow) => ReactNode;
}

/** The source with every usage and hazard in place. A marked line opens to say why it is marked. */
export function SourceView({ lines, usages, hazards, place, fileIds, path, words, examples, actions }: SourceViewProps) {
  const marked = new Map<number, { usages: UsageRow[]; hazards: HazardRow[] }>();
  const at = (line: number) => {
    const known = marked.get(line) ?? { usages: [], hazards: [] };
    marked.set(line, known);
    return known;
  };
  for (const usage of usages) at(usage.line).usages.push(usage);
  for (const hazard of hazards) at(hazard.line).hazards.push(hazard);
  const parts: ReactNode[] = [];
  let run = '';
  let from = 1;
  const flush = (next: number) => {
    if (run) parts.push(<div key={`run${from}`} className="code-run" style={{ containIntrinsicHeight: `auto ${(next - from) * 20}px` }} dangerouslySetInnerHTML={{ __html: run }} />);
    run = '';
    from = next + 1;
  };
  for (const [index, pieces] of lines.entries()) {
    const line = index + 1;
    const found = marked.get(line);
    if (!found) {
      run += `<div class="code-line" id="L${line}"><span></span><span class="ln">${line}</span><span class="tx">${lineHtml(pieces)}</span></div>`;
      continue;
    }
    flush(line);
    parts.push(
      <details key={line} data-marked name="usage" className="group">
        <summary id={`L${line}`} className="code-line" aria-label={`Line ${line}: ${namesOf(words, found.usages, found.hazards)}`}>
          <GutterMark words={words} states={found.usages.map((usage) => usage.state)} hazards={found.hazards.length} />
          <span className="ln">{line}</span>
          <span className="tx" dangerouslySetInnerHTML={{ __html: lineHtml(pieces, marksOf(found.usages)) }} />
        </summary>
        <div className="mt-1 mb-3 ml-[26px] space-y-3 border-l-2 border-line-strong py-1 pl-4 font-sans text-sm leading-5">
          {found.usages.map((usage) => (
            <UsageNote key={usage.id} usage={usage} place={place} fileIds={fileIds} path={path} words={words} examples={examples}>
              {actions?.(usage)}
            </UsageNote>
          ))}
          {found.hazards.map((hazard) => (
            <HazardNote key={hazard.id} hazard={hazard}>
              {actions?.(hazard)}
            </HazardNote>
          ))}
        </div>
      </details>,
    );
  }
  flush(lines.length + 1);
  return (
    <div className="source overflow-x-auto py-2" tabIndex={0} role="region" aria-label={`Source of ${path}`}>
      <div className="min-w-fit">{parts}</div>
    </div>
  );
}

/** The most urgent state of a line, as a box of its colour and pattern, with its sign. */
function GutterMark({ words, states, hazards }: { words: Words; states: readonly State[]; hazards: number }) {
  const worst = STATES.findLast((state) => states.includes(state));
  return (
    <span aria-hidden className="flex items-center justify-center gap-px">
      {worst && (
        <span className={`pattern-${STATE_STYLES[worst].pattern} h-4 w-[7px] rounded-[2px]`} style={{ backgroundColor: `var(${STATE_STYLES[worst].colour})` }} title={words.states[worst].label} />
      )}
      {hazards > 0 && <span className="text-[11px] leading-4 font-bold text-bad">!</span>}
    </span>
  );
}

function marksOf(usages: readonly UsageRow[]): Mark[] {
  return usages.map(({ line, endLine, column, endColumn, state }) => ({
    column,
    endColumn: endLine === line ? endColumn : Number.MAX_SAFE_INTEGER,
    className: `mark-${state}`,
  }));
}

function namesOf(words: Words, usages: readonly UsageRow[], hazards: readonly HazardRow[]): string {
  return [...usages.map((usage) => `${words.states[usage.state].label} ${usage.api}`), ...hazards.map((hazard) => `hazard ${hazard.rule}`)].join(', ');
}
