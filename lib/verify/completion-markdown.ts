import { markdownCode, markdownProse, markdownText } from '../escape';
import { CATEGORIES, CATEGORY_LABELS } from '../migration';
import { percent } from '../percent';
import { bullets, section, table } from '../plan/markdown';
import { counted } from '../status-report-words';
import type { Claim } from './claims';
import type { CompletionReport, Verdict } from './completion-report';

const MOST_LINES = 15;
const MARKS: Record<Claim['verdict'], string> = { verified: '✔', 'not true': '✘', 'cannot be seen': '?' };

export function completionMarkdown(report: CompletionReport): string {
  const { commit, committedAt, claims } = report;
  const state = commit ? `commit ${markdownCode(commit.slice(0, 10))} of ${committedAt.slice(0, 10)}` : 'the working tree';
  const parts = [
    `# ${markdownText(report.migration)}: is it complete?`,
    `${markdownText(report.project)}, ${state}, verified by Awaited ${report.toolVersion}`,
    `**${verdictSentence(report.verdict)}**`,
    section(2, 'Claims', table(['Claim', 'Verdict'], claims.map((claim) => [claim.title, `${MARKS[claim.verdict]} ${claim.verdict}`]))),
    section(2, 'Not true', ...of(claims, 'not true').map(withEvidence)),
    section(2, 'Verified', bullets(of(claims, 'verified').map((claim) => `**${claim.title}.** ${markdownProse(claim.summary)}`))),
    section(2, 'Cannot be seen from code', bullets(of(claims, 'cannot be seen').map((claim) => `**${claim.title}.** ${markdownProse(claim.summary)}`))),
    files(report),
    section(2, 'Exemptions', bullets(report.exemptions.map((row) => `${markdownCode(row.path)}: ${markdownProse(row.reason)}`))),
    section(2, 'Data quality', bullets(report.notes.map(markdownProse), MOST_LINES)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export function verdictSentence(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'complete':
      return `Complete since ${verdict.since}.`;
    case 'soaking':
      return `Complete but soaking: nothing has been open since ${verdict.since}; it counts as complete from ${verdict.until} on.`;
    case 'nothing to verify':
      return 'Nothing to verify: no usage of the old or the new API was found.';
    case 'not complete': {
      const usages = verdict.usages > 0 ? `${counted(verdict.usages, 'usage')} in ${counted(verdict.files, 'file')} ${verdict.usages === 1 ? 'is' : 'are'} not converted` : 'every usage is converted';
      const hazards = verdict.hazards > 0 ? `, ${counted(verdict.hazards, 'hazard')} open` : '';
      return `Not complete: ${usages}${hazards}; ${counted(verdict.claims, 'claim')} ${verdict.claims === 1 ? 'is' : 'are'} not true.`;
    }
  }
}

function of(claims: readonly Claim[], verdict: Claim['verdict']): Claim[] {
  return claims.filter((claim) => claim.verdict === verdict);
}

function withEvidence(claim: Claim): string {
  const rows = claim.evidence.map((place) => `${markdownCode(`${place.path}:${place.line}`)} ${markdownProse(place.text)}`);
  return section(3, claim.title, markdownProse(claim.summary), bullets(rows, MOST_LINES));
}

function files({ files: all }: CompletionReport): string {
  const parts = CATEGORIES.map((category) => {
    const own = all.filter((file) => file.category === category);
    const rows = own.map((file) => `${file.done === file.scope ? '✔' : '✘'} ${markdownCode(file.path)}: ${file.done} of ${counted(file.scope, 'usage')} async (${percent(file.done, file.scope)})`);
    return section(3, `${CATEGORY_LABELS[category]}: ${own.filter((file) => file.done === file.scope).length} of ${own.length} files`, bullets(rows));
  });
  return section(2, 'Files', ...parts);
}
