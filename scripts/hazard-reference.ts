import { HAZARDS, HAZARD_RULE_NAMES } from '../lib/hazards';

/** docs/hazards.md, from the texts that the board shows. */
export function hazardReference(): string {
  const index = HAZARD_RULE_NAMES.map((name) => `- [${HAZARDS[name].title}](#${name}) (\`${name}\`, ${HAZARDS[name].severity})`).join('\n');
  const parts = HAZARD_RULE_NAMES.map((name) => {
    const { title, severity, summary, explanation, before, after } = HAZARDS[name];
    return [`## ${name}`, `**${title}**, ${severity}. ${summary}`, explanation, 'Before:', block(before), 'After:', block(after)].join('\n\n');
  });
  return `${[INTRO, index, ...parts].join('\n\n')}\n`;
}

const INTRO = `# Hazards

Written by \`npx tsx scripts/write-references.ts\` from the texts that the board shows.

A hazard is converted or half-converted code that will fail or stall when it runs. A finding is *certain*, or *possible*, which is
shown apart and fails no check. \`# awaited: exempt[reason]\` at the end of a line, or alone on the line above, allows what is found there.`;

function block(code: string): string {
  return `\`\`\`python\n${code}\n\`\`\``;
}
