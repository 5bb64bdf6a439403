import { logLine } from '../lib/escape';
import { doneOf, scopeOf, STATES, USAGE_KINDS, type State, type StateCounts, type UsageKind } from '../lib/migration';
import { percent } from '../lib/percent';
import { SESSION_WORDS, type Words } from '../lib/words';
import type { Snapshot } from '../scanner/snapshot';

export type KindCounts = Partial<Record<UsageKind, StateCounts>>;

export function countKinds(snapshot: Snapshot): { kinds: KindCounts; all: StateCounts } {
  const kinds: KindCounts = {};
  const all: StateCounts = {};
  for (const { kind, state } of snapshot.files.flatMap((file) => file.usages)) {
    const counts = (kinds[kind] ??= {});
    counts[state] = (counts[state] ?? 0) + 1;
    all[state] = (all[state] ?? 0) + 1;
  }
  return { kinds, all };
}

/** What a scan found, for people: a headline, a table of kinds and states, what was not read. */
export function summaryOf(name: string, snapshot: Snapshot, durationMs: number, words: Words = SESSION_WORDS): string {
  const { kinds, all } = countKinds(snapshot);
  const what = snapshot.commit?.slice(0, 8) ?? 'working tree';
  const size = `${snapshot.filesRead} files, ${(snapshot.bytesRead / 1e6).toFixed(1)} MB in ${(durationMs / 1000).toFixed(1)} s`;
  const lines = [`${logLine(name)} · ${what} · ${size}`, headline(all, snapshot, words), '', ...table(kinds, all, words), ...notRead(snapshot)];
  return `${lines.join('\n')}\n`;
}

function headline(all: StateCounts, snapshot: Snapshot, words: Words): string {
  const scope = scopeOf(all);
  if (scope === 0) return 'No usage of the old or the new API found.';
  const files = snapshot.files.filter((file) => file.usages.length > 0).length;
  return `${percent(doneOf(all), scope)} ${words.done} · ${doneOf(all)} of ${scope} usages in ${files} files`;
}

function table(kinds: KindCounts, all: StateCounts, words: Words): string[] {
  const states = STATES.filter((state) => all[state]);
  if (states.length === 0) return [];
  const rows = USAGE_KINDS.filter((kind) => kinds[kind]).map((kind) => row(words.kinds[kind], states, kinds[kind] ?? {}));
  const head = ['', ...states.map((state) => words.states[state].label), 'Total'];
  const cells = [head, ...rows, row('All', states, all)];
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd());
}

function row(label: string, states: readonly State[], counts: StateCounts): string[] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [label, ...states.map((state) => String(counts[state] ?? 0)), String(total)];
}

const SHOWN_NOTES = 5;

function notRead({ quality }: Snapshot): string[] {
  if (quality.length === 0) return [];
  const shown = quality.slice(0, SHOWN_NOTES).map((note) => `  ${logLine(note.path || 'repository')}${note.line === null ? '' : `:${note.line}`}: ${logLine(note.message)}`);
  const more = quality.length > SHOWN_NOTES ? [`  … and ${quality.length - SHOWN_NOTES} more: awaited scan --json lists all.`] : [];
  return ['', 'To know about the data:', ...shown, ...more];
}
