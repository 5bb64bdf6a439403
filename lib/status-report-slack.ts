import { oneLine } from './escape';
import { percent } from './percent';
import { signed } from './status-report-words';
import type { StatusReport } from './status-report-shape';

const MOST_ROWS = 5;

/** The weekly status as a message that Slack and what speaks its language take: `{ "text": … }` with Slack's own marks. */
export function statusReportSlack(report: StatusReport): { text: string } {
  const { headline, health, week } = report;
  const lines = [
    `*${plain(report.migration)}: ${week.name}* (${plain(report.project)})`,
    plain(headline.sentence),
    `*${health.verdict}*: ${plain(health.because)}`,
    ...report.phases.filter((phase) => phase.scope > 0).map((phase) => `• ${plain(phase.name)}: ${percent(phase.done, phase.scope)} (${phase.done}/${phase.scope}${phase.change ? `, ${signed(phase.change)}` : ''}), ${plain(phase.forecast)}`),
    ...named('Completed', report.completed.map((file) => file.path)),
    ...named('Regressed', report.regressions.map((usage) => `${usage.path}:${usage.line}`)),
    ...named('New in the old style', report.newLegacy.map((usage) => `${usage.path}:${usage.line}`)),
    ...named('Blocked by', report.blockers.map((blocker) => blocker.what)),
  ];
  return { text: lines.join('\n') };
}

function named(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const rest = items.length > MOST_ROWS ? ` and ${items.length - MOST_ROWS} more` : '';
  return [`${title}: ${items.slice(0, MOST_ROWS).map(plain).join(', ')}${rest}`];
}

/** Slack reads `<…>` as links and mentions, and little else that text from a repository could abuse. */
function plain(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/[*_~`]/g, (mark) => `${mark}\u200b`);
}
