import { markdownText } from '../escape';
import { breakdown } from './breakdown';
import { considerations } from './considerations';
import { dataQuality, effort, hybrid, recommendations, risks, testing } from './closing';
import { currentState, executiveSummary } from './opening';
import type { PlanSource } from './plan-source';
import { requiredChanges } from './required-changes';
import { strategy } from './strategy';

/** The plan document of a migration, from the code alone. The same commit and configuration give the same text. */
export function planMarkdown(source: PlanSource): string {
  const { snapshot } = source;
  const state = snapshot.commit ? `commit ${snapshot.commit.slice(0, 10)} of ${snapshot.at.slice(0, 10)}` : 'the working tree';
  const parts = [
    `# ${markdownText(source.config.migration)}: migration plan`,
    `${markdownText(source.project)}, ${state}. Every figure is counted from the code by Awaited ${snapshot.toolVersion}; \`awaited usages\` lists what is behind it.`,
    executiveSummary(source),
    currentState(source),
    requiredChanges(source),
    breakdown(source),
    strategy(source),
    considerations(source),
    risks(source),
    testing(source),
    effort(source),
    recommendations(source),
    hybrid(source),
    dataQuality(source),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
