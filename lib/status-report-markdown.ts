import { markdownCode, markdownProse, markdownText } from './escape';
import { namesInCode } from './names-in-code';
import { SEVERITIES, STATE_STYLES } from './migration';
import { percent } from './percent';
import { table } from './plan/markdown';
import { counted, fileStatusSentence, grouped, movementSentence, preparationSentence, qualityLines, signed, waitingFacts } from './status-report-words';
import type { StatusReport } from './status-report-shape';

/** How many rows a list shows before it says how many more there are. */
const MOST_ROWS = 12;

/** The weekly status as Markdown that reads well as plain text, too: in GitHub, in a chat, in a mail. */
export function statusReportMarkdown(report: StatusReport): string {
  const sections = [
    head(report),
    phases(report),
    services(report),
    owners(report),
    thisWeek(report),
    blockers(report),
    hazards(report),
    list('Decisions needed', report.decisions.map(markdownProse)),
    next(report),
    quality(report),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function head(report: StatusReport): string {
  const { week, headline, health } = report;
  const commit = report.commit ? `commit ${markdownCode(report.commit.slice(0, 10))}` : 'the working tree';
  const states = report.states.filter(({ count, change }) => count > 0 || change).map(({ state, count, change }) => {
    return `${STATE_STYLES[state].glyph} ${markdownText(report.words.states[state])} ${grouped(count)}${change ? ` (${signed(change)})` : ''}`;
  });
  return [
    `# ${markdownText(report.migration)}: status of ${week.name}`,
    `${markdownText(report.project)} · ${week.from} to ${week.to} · ${commit} of ${report.committedAt.slice(0, 10)} · Awaited ${report.toolVersion}`,
    `**${headline.sentence}**`,
    `**Health: ${health.verdict}.** ${health.because}`,
    ...(headline.change !== null && !headline.moved ? ['Nothing moved this week.'] : []),
    movementSentence(report),
    ...(states.length > 0 ? [states.join(' · ')] : []),
    ...labelled('Files', fileStatusSentence(report)),
    ...labelled('Preparation', preparationSentence(report)),
    ...(report.forecast.basis ? [`Forecast: ${report.forecast.sentence}, by ${report.forecast.basis}`] : []),
  ].join('\n\n');
}

function phases({ phases: rows }: StatusReport): string {
  const lines = rows.map((row) => [
    markdownText(row.name),
    row.from === null ? '–' : row.from === row.to ? row.from : `${row.from} – ${row.to}`,
    `${row.done} / ${row.scope}`,
    percent(row.done, row.scope),
    row.change === null ? '' : signed(row.change),
    row.scopeChange === null ? '' : signed(row.scopeChange),
    row.planned === null ? '–' : String(row.planned),
    row.scope === 0 ? 'nothing in scope' : row.forecast,
  ]);
  return section('Phases', table(['Phase', 'Weeks', 'Done', '', 'Change', 'Scope', 'Planned by now', 'Forecast'], lines));
}

function services({ services: rows }: StatusReport): string {
  const open = rows.filter((row) => row.done < row.scope || row.change || row.scopeChange);
  const lines = open.slice(0, MOST_ROWS).map((row) => [
    markdownText(row.name),
    `${row.done} / ${row.scope}`,
    percent(row.done, row.scope),
    row.change === null ? '' : signed(row.change),
    row.scopeChange === null ? '' : signed(row.scopeChange),
  ]);
  const finished = rows.length - open.length;
  const notes = [more(open.length), finished > 0 ? `${finished} more ${finished === 1 ? 'is' : 'are'} done and did not move.` : ''].filter(Boolean);
  return section('Services', [table(['Service', 'Done', '', 'Change', 'Scope'], lines), ...notes].filter(Boolean).join('\n\n'));
}

function owners({ owners: rows }: StatusReport): string {
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((row) => [markdownText(row.name), String(row.files), `${row.done} / ${row.scope}`, percent(row.done, row.scope), row.change === null ? '' : signed(row.change), row.scopeChange === null ? '' : signed(row.scopeChange)]);
  return section('Owners', [table(['Owner', 'Files', 'Done', '', 'Change', 'Scope'], lines), more(rows.length)].filter(Boolean).join('\n\n'));
}

function labelled(label: string, text: string): string[] {
  return text === '' ? [] : [`${label}: ${text}`];
}

function thisWeek({ completed, regressions, newLegacy, words }: StatusReport): string {
  return [
    list('Completed this week', completed.map((file) => `${markdownCode(file.path)} (${markdownText(file.service)}, ${counted(file.usages, 'usage')})`)),
    list(
      'Regressions',
      regressions.map((usage) => `${at(usage)} ${markdownCode(usage.api)} was ${markdownText(words.states[usage.before].toLowerCase())}, is ${markdownText(words.states[usage.state].toLowerCase())} now`),
    ),
    list('New code in the old style', newLegacy.map((usage) => `${at(usage)} ${markdownCode(usage.api)}, ${markdownText(words.states[usage.state].toLowerCase())}`)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function blockers({ blockers: rows }: StatusReport): string {
  return list(
    'Blockers',
    rows.map((row) => `${markdownProse(namesInCode(row.what))}; it holds up ${waitingFacts(row, rows).map(markdownProse).join(', ')}`),
  );
}

function hazards({ hazards: { open, fixed, new: found } }: StatusReport): string {
  const counts = SEVERITIES.map((severity) => counted(open.find((row) => row.severity === severity)?.count ?? 0, severity)).join(', ');
  const summary = `Open: ${counts}. New this week: ${found.length}; gone: ${fixed}.`;
  const rows = bullets(found.map((hazard) => `${hazard.severity}: ${at(hazard)} ${markdownProse(hazard.message)} (${markdownCode(hazard.rule)})`));
  return section('Hazards', [summary, rows].filter(Boolean).join('\n\n'));
}

function next({ next: units }: StatusReport): string {
  return list(
    'Next week',
    units.map((unit) => {
      const bridges = unit.bridges > 0 ? `, ${counted(unit.bridges, 'bridge')} needed` : '';
      return `${markdownCode(unit.title)}: ${counted(unit.functions, 'function')} in ${counted(unit.files, 'file')}, unlocks ${counted(unit.unblocks, 'usage')}${bridges}`;
    }),
  );
}

function quality({ quality: facts }: StatusReport): string {
  return list('Data quality', qualityLines(facts).map(markdownProse));
}

function at({ path, line }: { path: string; line: number }): string {
  return markdownCode(`${path}:${line}`);
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

function list(title: string, rows: readonly string[]): string {
  return section(title, bullets(rows));
}

function bullets(rows: readonly string[]): string {
  const rest = more(rows.length);
  return [...rows.slice(0, MOST_ROWS).map((row) => `- ${row}`), ...(rest ? [`- ${rest}`] : [])].join('\n');
}

function more(count: number): string {
  return count > MOST_ROWS ? `… and ${count - MOST_ROWS} more.` : '';
}
