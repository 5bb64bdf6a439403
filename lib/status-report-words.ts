import type { Forecast } from './forecast';
import type { Health } from './health';
import { percent } from './percent';
import type { StatusReport } from './status-report-shape';

export interface HeadlineFigures {
  readonly done: number;
  readonly scope: number;
  readonly change: number | null;
  readonly scopeChange: number | null;
  readonly moved: boolean;
}

/** `62 % · 333 of 537 usages async · +41 this week · scope +6 · finish 2025-W51, late end 2026-W02 · on track` */
export function headlineSentence(figures: HeadlineFigures, outlook: Forecast, verdict: Health, word = 'async'): string {
  const { done, scope, change, scopeChange, moved } = figures;
  if (scope === 0) return 'Nothing in scope: no usage of the old or the new API was found.';
  const week = change === null ? 'first week on record' : moved ? `${signed(change)} this week` : 'nothing moved this week';
  return [
    percent(done, scope),
    `${grouped(done)} of ${grouped(scope)} usages ${word}`,
    week,
    ...(scopeChange === null ? [] : [`scope ${signed(scopeChange)}`]),
    finishSentence(outlook),
    verdict,
  ].join(' · ');
}

/** A few words: `finish 2025-W51, late end 2026-W02`, `no movement since 2025-W40`. */
export function finishSentence(outlook: Forecast): string {
  switch (outlook.kind) {
    case 'finished':
      return `finished in ${outlook.week}`;
    case 'too-early':
      return 'too early for a forecast';
    case 'no-movement':
      return outlook.since ? `no movement since ${outlook.since}` : 'no movement on record';
    case 'out-of-sight':
      return 'no end in sight at this rate';
    case 'estimate':
      if (outlook.p50 === outlook.p85) return `finish ${outlook.p50}`;
      return `finish ${outlook.p50}, late end ${outlook.p85 ?? 'beyond three years'}`;
  }
}

/** `2 of 4 files done (+1) · 2 usages converted, 0 regressed; written this week: 5 in the new style, 0 in the old` */
export function movementSentence({ headline }: StatusReport): string {
  const files = `${grouped(headline.filesDone)} of ${grouped(headline.files)} files done${headline.filesDoneChange ? ` (${signed(headline.filesDoneChange)})` : ''}`;
  return `${files} · ${counted(headline.converted, 'usage')} converted, ${grouped(headline.regressed)} regressed; written this week: ${grouped(headline.newTarget)} in the new style, ${grouped(headline.newLegacy)} in the old`;
}

/** `9 done (+1) · 2 converted · 4 in progress`; empty where no file has a status on record. */
export function fileStatusSentence({ fileStatuses }: StatusReport): string {
  return fileStatuses
    .filter(({ count, change }) => count > 0 || change)
    .map(({ status, count, change }) => `${grouped(count)} ${status}${change ? ` (${signed(change)})` : ''}`)
    .join(' · ');
}

/** What can be done before anything becomes async; empty where there is nothing of it. */
export function preparationSentence({ preparation: facts }: StatusReport): string {
  const share = (part: number, whole: number, change: number | null, what: string) => (whole === 0 ? [] : [`${grouped(part)} of ${grouped(whole)} ${what} (${percent(part, whole)}${change ? `, ${signed(change)}` : ''})`]);
  return [
    ...share(facts.functionsAsync, facts.functions, facts.functionsAsyncChange, 'functions with a session are async def'),
    ...share(facts.queriesSelect, facts.queries, facts.queriesSelectChange, 'queries are in select() style'),
  ].join(' · ');
}

/** How much waits for a blocker, since when, and whose it is: `198 usages in 17 files`, `since 2026-W34 or before`, `owned by @shop/core`. */
export function waitingFacts(row: StatusReport['blockers'][number], all: StatusReport['blockers']): string[] {
  const since = row.since === null ? [] : [`since ${row.since}${row.sinceBefore ? ' or before' : ''}`];
  return [`${counted(row.unblocks, 'usage')} in ${counted(row.files.length, 'file')}`, ...since, ...ownersText(row, all)];
}

/** Whose a blocker is; where any of them has an owner, the others say that they have none. */
function ownersText({ owners }: { readonly owners: readonly string[] }, all: readonly { readonly owners: readonly string[] }[]): string[] {
  if (owners.length > 0) return [`owned by ${owners.map((owner) => `\`${owner.replaceAll('`', '’')}\``).join(', ')}`];
  return all.some((row) => row.owners.length > 0) ? ['without an owner'] : [];
}

/** What a reader must know of the data behind the report; names in backticks. */
export function qualityLines(facts: StatusReport['quality']): string[] {
  return [
    `${counted(facts.filesRead, 'source file')} read. ${counted(facts.unknown, 'usage')} unknown, ${grouped(facts.guessed)} guessed by name; neither counts as done.`,
    ...(facts.rulesChanged ? ['The analyser or the configuration changed since the week before; part of the change may be theirs.'] : []),
    ...(facts.excluded.length > 0 ? [`Not read, by configuration: ${facts.excluded.map((glob) => `\`${glob}\``).join(', ')}.`] : []),
    ...facts.exemptions.map((row) => `Exempt: \`${row.path}\`, ${row.reason}.`),
    ...(facts.exempt > 0 ? [`${counted(facts.exempt, 'usage')} exempt.`] : []),
    ...facts.notes.map((note) => `${note.kind}: ${note.path === '' ? '' : `\`${note.line === null ? note.path : `${note.path}:${note.line}`}\` `}${note.message}`),
  ];
}

export function signed(change: number): string {
  return change === 0 ? '±0' : change < 0 ? `−${grouped(-change)}` : `+${grouped(change)}`;
}

/** `1 usage`, `2 usages`, `2 queries` */
export function counted(count: number, one: string): string {
  return `${grouped(count)} ${count === 1 ? one : `${one.replace(/(?<=[^aeiou])y$/, 'ie')}s`}`;
}

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `77,367` */
export function grouped(count: number): string {
  return integer.format(count);
}
