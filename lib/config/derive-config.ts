import type { FileResult, Snapshot } from '../../scanner/snapshot';
import { EFFORT_ASSUMPTION, effortOf } from '../effort';
import { CATEGORIES, CATEGORY_LABELS } from '../migration';
import { weekOf, weekStart } from '../weeks';
import { DEFAULT_CONFIG } from './config';
import { derivePhases, rankServices, type ProposedPhase } from './derive-phases';

export interface DeriveFacts {
  readonly snapshot: Pick<Snapshot, 'commit' | 'at' | 'files' | 'filesRead'>;
  /** The tracked branch; null: not known. */
  readonly branch: string | null;
  /** Every path of the tree. */
  readonly paths: Iterable<string>;
  /** Title of the migration, and its pack by name or path. */
  readonly migration: string;
  readonly pack: string;
  /** ISO date of the day on which the plan is made. */
  readonly today: string;
}

const SHOWN_SERVICES = 12;

/** The text of an `awaited.yaml` for a codebase, with a comment that explains each choice. */
export function deriveConfig(facts: DeriveFacts): string {
  const { snapshot, branch, today } = facts;
  const { files } = snapshot;
  const phases = derivePhases(files);
  const usages = files.reduce((sum, file) => sum + file.usages.length, 0);
  const state = snapshot.commit ? `commit ${snapshot.commit.slice(0, 10)}` : 'the working tree';
  const blocks = [
    [
      '# yaml-language-server: $schema=https://unpkg.com/awaited/schema/awaited.schema.json',
      `# Derived by "awaited init" from ${state}: ${usages} usages in ${files.length} of ${snapshot.filesRead} source files.`,
      '# Change what you like; "awaited check" and the board follow it.',
    ],
    [`migration: ${quote(facts.migration)}`, `pack: ${quote(facts.pack)}`],
    branch === null ? ['# The branch that counts; without it the default branch of the repository.', '# branch: main'] : ['# Only what is merged here counts.', `branch: ${quote(branch)}`],
    ['# Monday of the first week of the plan; history before it is shown as background.', `start: ${weekStart(weekOf(today))}`],
    rootsBlock(facts.paths),
    excludeBlock(files),
    servicesBlock(files),
    phasesBlock(phases),
    exemptBlock(files),
    ['# Items that people tick, beside those that tick themselves.', '# checklist:', '#   service: ["Reviewed", "Load-tested"]'],
    ['# A converted file counts as done once it has stood for this long.', `soak: ${DEFAULT_CONFIG.soakDays}d`],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** A `src` folder that is no package itself is where imports start. */
function rootsBlock(paths: Iterable<string>): string[] {
  const packages = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const match = /^((?:.*\/)?src)\/(?:([^/]+)\/)?[^/]+\.py$/.exec(path);
    if (match?.[1] && match[2]) folders.add(match[1]);
    if (match?.[1] && !match[2] && path.endsWith('/__init__.py')) packages.add(match[1]);
  }
  const roots = [...folders].filter((folder) => !packages.has(folder)).sort();
  if (roots.length === 0) return ['# Folders that imports start from are found from the files; name them where that goes wrong.', '# roots: [src]'];
  return ['# Imports start here: these folders hold packages and are none themselves.', `roots: [${roots.map(quote).join(', ')}]`];
}

const ASIDE = /^(?:.*\/)?(examples?|samples?|docs?|scripts?|notebooks?|benchmarks?|tools?)\//;

/** Everything that can be read is: leaving something out is a decision for people. */
function excludeBlock(files: readonly FileResult[]): string[] {
  const aside = new Map<string, number>();
  for (const { path, usages } of files) {
    const folder = ASIDE.exec(path)?.[0];
    if (folder !== undefined) aside.set(folder, (aside.get(folder) ?? 0) + usages.length);
  }
  const notes = [...aside].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, count]) => `#   - ${quote(`${folder}**`)} # ${count} usages`);
  const intro = '# Files that are not read. Nothing is left out: a script on a sync session breaks like any other code.';
  return notes.length === 0 ? [intro, 'exclude: []'] : [intro, '# Folders that some teams leave out:', ...notes, 'exclude: []'];
}

function servicesBlock(files: readonly FileResult[]): string[] {
  const ranked = rankServices(files);
  const shown = ranked.slice(0, SHOWN_SERVICES).map(({ name, usages, files: count }) => `#   ${plain(name)}: ${usages} usages${count > 1 ? ` in ${count} files` : ''}`);
  const rest = ranked.length > SHOWN_SERVICES ? [`#   … and ${ranked.length - SHOWN_SERVICES} more`] : [];
  const counts = CATEGORIES.flatMap((category) => {
    const count = files.filter((file) => file.category === category).length;
    return count > 0 ? [`${CATEGORY_LABELS[category].toLowerCase()} ${count}`] : [];
  });
  return [
    `# Files by category: ${counts.join(', ') || 'none'}.`,
    ...(ranked.length > 0 ? [`# Services are named after their class or module, or the package of a service.py. By usage:`, ...shown, ...rest] : ['# No services were found.']),
    '# To name or group them otherwise ({name} is the file name without its ending; the first match wins):',
    '# services:',
    '#   "app/api/routes/*.py": "API · {name}"',
  ];
}

function phasesBlock(phases: readonly ProposedPhase[]): string[] {
  const total = effortOf(phases.flatMap((phase) => phase.files));
  return [
    `# Weeks follow from the counts (${total.usages} usages left in ${total.files} files, about ${total.hours} hours), assuming ${EFFORT_ASSUMPTION}.`,
    '# A file belongs to the first phase that matches; all keys of a match must hold.',
    'phases:',
    ...phases.flatMap(phaseLines),
  ];
}

const PHASE_REASONS: Readonly<Record<string, string>> = {
  Foundation: 'what hands sessions out goes first: nothing can be converted before it',
  'Core services': 'the most-used services, one at a time',
  'Remaining services': 'the other services with the routes, loops and workers that call them',
  'Testing & validation': 'fixtures and tests, and what validation turns up',
};

function phaseLines({ name, weeks, match, files }: ProposedPhase): string[] {
  const left = effortOf(files);
  const rules = [
    ...(match.category ? [`category: [${match.category.join(', ')}]`] : []),
    ...(match.service ? [`service: [${match.service.map(quote).join(', ')}]`] : []),
  ];
  return [
    `  # ${PHASE_REASONS[name] ?? 'the rest'}: ${left.usages} ${left.usages === 1 ? 'usage' : 'usages'} left in ${left.files} ${left.files === 1 ? 'file' : 'files'}`,
    `  - name: ${quote(name)}`,
    `    weeks: ${weeks.from === weeks.to ? weeks.from : `${weeks.from}-${weeks.to}`}`,
    `    match: { ${rules.join(', ')} }`,
  ];
}

/** Migration scripts run once, by Alembic, on a sync connection: the usual candidate, and still a decision. */
function exemptBlock(files: readonly FileResult[]): string[] {
  const versions = files.filter((file) => /(^|\/)versions\/[^/]+\.py$/.test(file.path) && file.category === 'migration-env');
  const folder = versions[0]?.path.replace(/[^/]+$/, '');
  const usages = versions.reduce((sum, file) => sum + file.usages.length, 0);
  const example = folder ? [`# ${usages} usages lie in migration scripts, which Alembic can go on running on a sync connection:`] : ['# Usages that stay as they are, with the reason; also in code: # awaited: exempt[reason]'];
  return [...example, '# exempt:', `#   - { path: ${quote(`${folder ?? 'migrations/versions/'}**`)}, reason: "Alembic stays sync" }`];
}

/** A YAML scalar: plain where that is safe, else in double quotes, which YAML reads as JSON does. */
function quote(text: string): string {
  return /^[A-Za-z][A-Za-z0-9 &_./-]*[A-Za-z0-9]$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.includes(' #') ? text : JSON.stringify(text);
}

/** A name within a comment: a line break would end it. */
function plain(name: string): string {
  return name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}
