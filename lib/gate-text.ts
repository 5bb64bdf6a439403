import { logLine } from './escape';
import { NO_BOARD_NOTE } from './exemptions';
import type { GateResult } from './gate';
import { percent } from './percent';
import { counted, signed } from './status-report-words';

/** What somebody does next whose commit was refused. */
const HELP = '"awaited explain FILE:LINE" says why a line counts; what is meant to stay gets a comment on its line, "awaited: exempt[the reason]".';

/** The result of a check for a terminal: findings by file, then one sentence. */
export function gateText(result: GateResult): string {
  const lines: string[] = [];
  let path: string | null = null;
  for (const finding of result.findings) {
    if (finding.path !== path) lines.push(...(path === null ? [] : ['']), logLine(finding.path));
    path = finding.path;
    lines.push(`  ${finding.line}:${finding.column}  ${finding.fails ? 'fail' : 'note'}  ${logLine(finding.message.replaceAll('`', ''))}  [${logLine(finding.rule)}]`);
  }
  if (lines.length > 0) lines.push('');
  const help = result.passed ? [] : [HELP, ...(result.boardKnown ? [] : [NO_BOARD_NOTE])];
  return `${[...lines, gateSentence(result), ...help].join('\n')}\n`;
}

/** `Passed against 1234abcd: 3 usages converted, 62 % async (+1).` */
export function gateSentence({ passed, findings, base, trend }: GateResult): string {
  const failing = findings.filter((finding) => finding.fails).length;
  const against = base.commit ? ` against ${base.commit.slice(0, 10)}` : '';
  const verdict = passed ? `Passed${against}` : `Failed${against}: ${counted(failing, 'finding')}`;
  return `${verdict}${passed ? ': ' : '; '}${trendSentence(trend)}.`;
}

/** `3 usages converted, 1 hazard fixed, 333 of 537 usages async (62 %, before 61 %)` */
export function trendSentence({ before, after, converted, hazardsFixed, word }: GateResult['trend']): string {
  const share = percent(after.done, after.scope);
  const was = percent(before.done, before.scope);
  const scope = after.scope === before.scope ? '' : `, scope ${signed(after.scope - before.scope)}`;
  const fixed = hazardsFixed > 0 ? `${counted(hazardsFixed, 'hazard')} fixed, ` : '';
  return `${counted(converted, 'usage')} converted, ${fixed}${after.done} of ${after.scope} usages ${logLine(word)} (${share}${was === share ? '' : `, before ${was}`}${scope})`;
}

