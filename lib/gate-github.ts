import { logLine, oneLine } from './escape';
import type { GateFinding, GateResult } from './gate';
import { gateSentence } from './gate-text';

/** GitHub shows so many annotations of one step; what is beyond is named in the log only. */
const MOST_ANNOTATIONS = 50;

/**
 * Workflow commands that put each finding on its line. `migration`: named where a repository has several.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function gateGithub(result: GateResult, migration: string | null = null): string {
  const title = migration === null ? 'Awaited' : `Awaited, ${migration}`;
  const shown = result.findings.slice(0, MOST_ANNOTATIONS).map((finding) => annotation(finding, title));
  const rest = result.findings.slice(MOST_ANNOTATIONS).map((finding) => ` ${logLine(`${finding.path}:${finding.line} ${finding.message}`)}`);
  const sentence = migration === null ? gateSentence(result) : `${logLine(title)}: ${gateSentence(result)}`;
  return `${[...shown, ...rest, sentence].join('\n')}\n`;
}

function annotation(finding: GateFinding, title: string): string {
  const level = finding.fails ? 'error' : finding.severity === 'note' ? 'notice' : 'warning';
  const properties = {
    file: finding.path,
    line: finding.line,
    endLine: finding.endLine,
    // GitHub takes columns only within one line.
    ...(finding.endLine === finding.line ? { col: finding.column, endColumn: finding.endColumn } : {}),
    title: `${title}: ${finding.rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escapeData(oneLine(finding.message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Line breaks survive, as the name of a file has to; what a terminal obeys does not. */
function escapeProperty(text: string): string {
  return oneLine(escapeData(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
