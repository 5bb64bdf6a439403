import { markdownCode, markdownProse, markdownText } from './escape';
import { NO_BOARD_NOTE } from './exemptions';
import type { GateFinding, GateResult } from './gate';
import { trendSentence } from './gate-text';
import { counted } from './status-report-words';

const MOST_ROWS = 30;

/** First line of the comment, by which a bot finds its own again. */
export const COMMENT_MARK = '<!-- awaited-check -->';

/** The result of a check as a comment on a pull request, with the trend. */
export function gateMarkdown(result: GateResult): string {
  return `${COMMENT_MARK}\n\n${gateSection(result, null)}\n`;
}

/** The same without its mark, under the name of the migration where a repository has several. */
export function gateSection(result: GateResult, migration: string | null): string {
  const failing = result.findings.filter((finding) => finding.fails);
  const notes = result.findings.filter((finding) => !finding.fails);
  const title = migration === null ? '### Awaited' : `### Awaited, ${markdownText(migration)}`;
  const verdict = result.passed ? `${title}: passed` : `${title}: ${counted(failing.length, 'finding')} to fix`;
  const trend = `${trendSentence(result.trend)}.`;
  return [
    verdict,
    trend.charAt(0).toUpperCase() + trend.slice(1),
    table(failing),
    notes.length > 0 ? `<details><summary>${counted(notes.length, 'note')}</summary>\n\n${table(notes)}\n\n</details>` : '',
    result.passed || result.boardKnown ? '' : NO_BOARD_NOTE,
    result.base.commit ? `Compared with ${markdownCode(result.base.commit.slice(0, 10))}.` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function table(findings: readonly GateFinding[]): string {
  if (findings.length === 0) return '';
  const rows = findings
    .slice(0, MOST_ROWS)
    .map((finding) => `| ${markdownCode(`${finding.path}:${finding.line}`)} | ${markdownProse(finding.message)} | ${markdownCode(finding.rule)} |`);
  const rest = findings.length > MOST_ROWS ? [`\n… and ${findings.length - MOST_ROWS} more.`] : [];
  return ['| Place | Finding | Rule |', '| :-- | :-- | :-- |', ...rows, ...rest].join('\n');
}
