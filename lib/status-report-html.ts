import { htmlText } from './escape';
import { namesInCode } from './names-in-code';
import { SEVERITIES, STATE_STYLES } from './migration';
import { percent } from './percent';
import { courseChart } from './status-report-chart';
import { REPORT_STYLE } from './status-report-style';
import type { StatusReport } from './status-report-shape';
import { counted, fileStatusSentence, movementSentence, preparationSentence, qualityLines, signed, waitingFacts } from './status-report-words';

/** How many rows a list shows, so that the whole prints to one or two pages. */
const MOST_ROWS = 12;

/** The weekly status as one HTML file that loads nothing, runs nothing and prints to one or two A4 pages. */
export function statusReportHtml(report: StatusReport): string {
  const title = `${report.migration}: status of ${report.week.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${[head(report), phases(report), services(report), owners(report), week(report), blockers(report), hazards(report), decisions(report), next(report), quality(report)]
  .filter(Boolean)
  .join('\n')}
</main>
</body>
</html>
`;
}

function head(report: StatusReport): string {
  const { week, headline, health, commit } = report;
  const states = report.states.filter(({ count }) => count > 0);
  const bar = states.map(({ state, count }) => `<span class="${state}" style="flex-grow:${count}"></span>`).join('');
  const legend = states.map(
    ({ state, count, change }) => `<li><span class="dot ${state}"></span>${STATE_STYLES[state].glyph} ${htmlText(report.words.states[state])} <b>${count}</b>${change ? ` (${signed(change)})` : ''}</li>`,
  );
  return `<header>
<h1>${htmlText(report.migration)}</h1>
<p class="meta">${htmlText(report.project)} · ${week.name}, ${week.from} to ${week.to} · ${commit ? `commit <code>${htmlText(commit.slice(0, 10))}</code>` : 'the working tree'} of ${htmlText(report.committedAt.slice(0, 10))} · Awaited ${htmlText(report.toolVersion)}</p>
<p class="headline">${htmlText(headline.sentence)}</p>
${headline.scope > 0 ? `<div class="bar" aria-hidden="true">${bar}</div><ul class="legend">${legend.join('')}</ul>` : ''}
<p class="health ${health.verdict.replaceAll(' ', '-')}"><b>${htmlText(health.verdict)}</b> ${htmlText(health.because)}</p>
<p>${headline.change !== null && !headline.moved ? 'Nothing moved this week. ' : ''}${htmlText(movementSentence(report))}</p>
${[['Files', fileStatusSentence(report)], ['Preparation', preparationSentence(report)]].map(([label, text]) => (text ? `<p class="small">${label}: ${htmlText(text)}</p>` : '')).join('')}
${courseChart(report)}
${report.forecast.basis ? `<p class="small">Forecast: ${htmlText(report.forecast.sentence)}, by ${htmlText(report.forecast.basis)}</p>` : ''}
</header>`;
}

function phases({ phases: rows }: StatusReport): string {
  const cells = rows.map((row) => [
    htmlText(row.name),
    row.from === null ? '–' : htmlText(row.from === row.to ? row.from : `${row.from} – ${row.to}`),
    `${row.done} / ${row.scope}`,
    percent(row.done, row.scope),
    delta(row.change),
    delta(row.scopeChange),
    row.planned === null ? '–' : String(row.planned),
    row.scope === 0 ? 'nothing in scope' : htmlText(row.forecast),
  ]);
  return section('Phases', tableOf(['Phase', 'Weeks', 'Done', 'Share', 'Change', 'Scope', 'Planned', 'Forecast'], cells));
}

function services({ services: rows }: StatusReport): string {
  const open = rows.filter((row) => row.done < row.scope || row.change || row.scopeChange);
  const cells = open
    .slice(0, MOST_ROWS)
    .map((row) => [htmlText(row.name), `${row.done} / ${row.scope}`, percent(row.done, row.scope), delta(row.change), delta(row.scopeChange)]);
  const finished = rows.length - open.length;
  const notes = [more(open.length), finished > 0 ? `${finished} more ${finished === 1 ? 'is' : 'are'} done and did not move.` : ''].filter(Boolean).join(' ');
  return section('Services', tableOf(['Service', 'Done', 'Share', 'Change', 'Scope'], cells) + (notes ? `<p class="small">${notes}</p>` : ''));
}

function owners({ owners: rows }: StatusReport): string {
  const cells = rows.slice(0, MOST_ROWS).map((row) => [htmlText(row.name), String(row.files), `${row.done} / ${row.scope}`, percent(row.done, row.scope), delta(row.change), delta(row.scopeChange)]);
  return section('Owners', tableOf(['Owner', 'Files', 'Done', 'Share', 'Change', 'Scope'], cells) + (rows.length > MOST_ROWS ? `<p class="small">${more(rows.length)}</p>` : ''));
}

function week({ completed, regressions, newLegacy, words }: StatusReport): string {
  return [
    list('Completed this week', completed.map((file) => `${code(file.path)} (${htmlText(file.service)}, ${counted(file.usages, 'usage')})`)),
    list(
      'Regressions',
      regressions.map((usage) => `${at(usage)} ${code(usage.api)} was ${htmlText(words.states[usage.before].toLowerCase())}, is ${htmlText(words.states[usage.state].toLowerCase())} now`),
    ),
    list('New code in the old style', newLegacy.map((usage) => `${at(usage)} ${code(usage.api)}, ${htmlText(words.states[usage.state].toLowerCase())}`)),
  ].join('');
}

function blockers({ blockers: rows }: StatusReport): string {
  return list(
    'Blockers',
    rows.map((row) => `${prose(namesInCode(row.what))}; it holds up ${waitingFacts(row, rows).map(prose).join(', ')}`),
  );
}

function hazards({ hazards: { open, fixed, new: found } }: StatusReport): string {
  const counts = SEVERITIES.map((severity) => counted(open.find((row) => row.severity === severity)?.count ?? 0, severity)).join(', ');
  const rows = found.map((hazard) => `${hazard.severity}: ${at(hazard)} ${prose(hazard.message)} (${code(hazard.rule)})`);
  return section('Hazards', `<p>Open: ${counts}. New this week: ${found.length}; gone: ${fixed}.</p>${items(rows)}`);
}

function decisions(report: StatusReport): string {
  return list('Decisions needed', report.decisions.map(prose));
}

function next({ next: units }: StatusReport): string {
  return list(
    'Next week',
    units.map(
      (unit) =>
        `${code(unit.title)}: ${counted(unit.functions, 'function')} in ${counted(unit.files, 'file')}, unlocks ${counted(unit.unblocks, 'usage')}` +
        (unit.bridges > 0 ? `, ${counted(unit.bridges, 'bridge')} needed` : ''),
    ),
  );
}

function quality(report: StatusReport): string {
  return list('Data quality', qualityLines(report.quality).map(prose), 'small');
}

/** Our sentences with names in backticks. */
function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : htmlText(part)))
    .join('');
}

function code(text: string): string {
  return `<code>${htmlText(text)}</code>`;
}

function at({ path, line }: { path: string; line: number }): string {
  return code(`${path}:${line}`);
}

function delta(change: number | null): string {
  return change === null ? '' : signed(change);
}

function section(title: string, body: string, kind = ''): string {
  return body === '' ? '' : `<section${kind ? ` class="${kind}"` : ''}><h2>${title}</h2>${body}</section>\n`;
}

function list(title: string, rows: readonly string[], kind = ''): string {
  return section(title, items(rows), kind);
}

function items(rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const rest = more(rows.length);
  return `<ul>${rows.slice(0, MOST_ROWS).map((row) => `<li>${row}</li>`).join('')}${rest ? `<li>${rest}</li>` : ''}</ul>`;
}

function more(count: number): string {
  return count > MOST_ROWS ? `… and ${count - MOST_ROWS} more.` : '';
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const body = rows.map(([name = '', ...cells]) => `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${header.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
