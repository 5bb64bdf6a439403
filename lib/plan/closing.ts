import { EFFORT_ASSUMPTION, effortOf, isOpen } from '../effort';
import { markdownCode, markdownProse, markdownText } from '../escape';
import { countedHazards } from '../file-status';
import { HAZARDS } from '../hazards';
import { namesInCode } from '../names-in-code';
import { counted } from '../status-report-words';
import { blockersIn, needsBridge, nextOf } from '../status-report-work';
import { figuresOf } from './figures';
import { bullets, numbered, placeList, section, table, times } from './markdown';
import { openUsages, type PlanSource } from './plan-source';

const MOST_PLACES = 12;
const MOST_RISK_FILES = 6;

/** Hazards are risks that are real already; what blocks and what is unknown are those to come. */
export function risks({ snapshot }: PlanSource): string {
  const hazards = snapshot.files.flatMap((file) => countedHazards(file).map((hazard) => ({ ...hazard, path: file.path })));
  const byRule = new Map<string, typeof hazards>();
  for (const hazard of hazards) byRule.set(hazard.rule, [...(byRule.get(hazard.rule) ?? []), hazard]);
  const found = [...byRule].map(([rule, list]) => {
    const places = placeList(list, 4);
    const rest = places.length > MOST_RISK_FILES ? ` and ${places.length - MOST_RISK_FILES} more ${places.length - MOST_RISK_FILES === 1 ? 'file' : 'files'}` : '';
    return `${titleOf(rule)} (${markdownCode(rule)}, ${list[0]?.severity ?? 'note'}), ${times(list.length)}: ${places.slice(0, MOST_RISK_FILES).join(', ')}${rest}`;
  });
  const blocked = snapshot.units.filter((unit) => !unit.ready);
  const blockers = blockersIn(blocked);
  const unknown = openUsages(snapshot.files, (usage) => usage.state === 'unknown');
  const broken = openUsages(snapshot.files, (usage) => usage.state === 'broken');
  return section(
    2,
    'Risks',
    found.length > 0 ? `Found in the code as it is:\n\n${bullets(found)}` : '',
    broken.length > 0 ? `${counted(broken.length, 'usage')} will fail as the code is:\n\n${bullets(placeList(broken), MOST_PLACES)}` : '',
    blockers.length > 0 ? `${counted(blocked.length, 'unit')} of conversion, which are functions that must become async together, cannot go yet:\n\n${bullets(blockers.map(({ what, unblocks }) => `${markdownProse(namesInCode(what))}; it holds up ${counted(unblocks, 'usage')}`), MOST_PLACES)}` : '',
    unknown.length > 0 ? `${counted(unknown.length, 'usage')} could not be resolved. Annotate what the session is, or exempt the place with a reason:\n\n${bullets(placeList(unknown), MOST_PLACES)}` : '',
    found.length + blockers.length + unknown.length + broken.length === 0 ? 'Nothing in the code as it is points to a risk beyond its size. `awaited check` on every pull request keeps it so while the code changes.' : '',
  );
}

/** A pack may find what no list of ours names. */
function titleOf(rule: string): string {
  return markdownProse(Object.entries(HAZARDS).find(([name]) => name === rule)?.[1].title ?? rule);
}

export function testing({ snapshot }: PlanSource): string {
  const tests = snapshot.files.filter((file) => file.category === 'test' && file.usages.some(isOpen));
  const tested = new Set(snapshot.files.filter((file) => file.category === 'test').map((file) => stem(file.path).replace(/^test_|_test$/g, '')));
  const services = snapshot.files.filter((file) => file.category === 'service' && file.usages.some(isOpen));
  const bare = services.filter((file) => ![...tested].some((name) => name !== '' && (stem(file.path).includes(name) || name.includes(stem(file.path)))));
  if (services.length + tests.length === 0) return '';
  return section(
    2,
    'Testing requirements',
    bullets([
      `${counted(tests.length, 'test file')} with ${counted(figuresOf(tests).usages, 'usage')} must run on async fixtures.`,
      'Each converted function is called at least once in a test that awaits it: a forgotten `await` fails only when it runs.',
      'Commit, rollback and concurrent requests against a real database: sync and async pools differ there.',
    ]),
    bare.length > 0 ? `No test file is named after these services; write one before converting them:\n\n${bullets(bare.map((file) => markdownCode(file.path)), MOST_PLACES)}` : '',
  );
}

export function effort({ phases, snapshot }: PlanSource): string {
  const all = effortOf(snapshot.files);
  if (all.usages === 0) return '';
  const rows = phases.map((phase) => {
    const part = effortOf(phase.files);
    return [markdownText(phase.name), part.files, part.usages, part.hours, phase.weeks.from === phase.weeks.to ? String(phase.weeks.from) : `${phase.weeks.from}–${phase.weeks.to}`];
  });
  return section(
    2,
    'Estimated effort',
    table(['Phase', 'Files', 'Usages', 'Hours', 'Weeks of the plan'], [...rows, ['**All**', all.files, all.usages, all.hours, '']]),
    `The assumption: ${EFFORT_ASSUMPTION}. Nothing else is in these figures; once work has begun, the board’s forecast from the real pace replaces them.`,
  );
}

export function recommendations({ snapshot, phases }: PlanSource): string {
  if (!snapshot.files.some((file) => file.usages.some(isOpen))) return '';
  const next = nextOf(snapshot.units).slice(0, 5);
  const core = phases.find((phase) => phase.name === 'Core services')?.files[0];
  const queries = openUsages(snapshot.files, (usage) => usage.kind === 'legacy-query').length;
  const steps = [
    ...(queries > 0 ? [`Turn the ${counted(queries, 'legacy query')} into \`select()\` first: it needs no async, can be merged file by file, and leaves less to change at once later.`] : []),
    'Let the async engine, factory and provider stand beside the sync ones, so that services can move one at a time.',
    ...(next.length > 0 ? [`Begin with ${next.map((unit) => `${markdownCode(unit.title)} (${counted(unit.functions, 'function')}, unlocks ${counted(unit.unblocks, 'usage')})`).join(', then ')}.`] : core ? [`Begin with ${markdownText(core.service)} as a proof of concept.`] : []),
    'Put `awaited check` on every pull request from the first day: no new usage of the old API, no regression in a finished file.',
    'Delete the sync provider when the last caller is gone; `awaited verify` says when.',
  ];
  return section(2, 'Recommendations', numbered(steps));
}

/** Only where something is bridged, or will have to be. */
export function hybrid({ snapshot }: PlanSource): string {
  const bridged = openUsages(snapshot.files, (usage) => usage.state === 'bridged');
  const needed = snapshot.units.flatMap((unit) => unit.boundaries.filter(needsBridge));
  const workers = snapshot.files.filter((file) => (file.category === 'worker' || file.category === 'script') && file.usages.some(isOpen));
  if (bridged.length + needed.length + workers.length === 0) return '';
  return section(
    2,
    'Alternative: a hybrid',
    'Not everything has to become async at once, or ever. A sync engine may stay for code that runs in a process or thread of its own; async code reaches legacy code through `await session.run_sync(fn)` or `await asyncio.to_thread(fn)`.',
    bridged.length > 0 ? `Bridged today:\n\n${bullets(placeList(bridged), MOST_PLACES)}` : '',
    workers.length > 0 ? `Candidates to stay sync on an engine of their own:\n\n${bullets(workers.map((file) => `${markdownCode(file.path)}: ${counted(figuresOf([file]).usages, 'usage')}`), MOST_PLACES)}` : '',
    needed.length > 0 ? `Entries that would need a bridge otherwise:\n\n${bullets(placeList(needed), MOST_PLACES)}` : '',
  );
}

export function dataQuality({ snapshot, config, exemptions }: PlanSource): string {
  const usages = snapshot.files.flatMap((file) => file.usages);
  const guessed = usages.filter((usage) => usage.confidence === 'guessed').length;
  const exempt = usages.filter((usage) => usage.state === 'exempt').length;
  return section(
    2,
    'Data quality',
    bullets(
      [
        `${counted(snapshot.filesRead, 'source file')} read; ${guessed} of ${usages.length} usages are guessed by name, ${usages.filter((usage) => usage.state === 'unknown').length} unknown.`,
        ...(exempt > 0 ? [`${counted(exempt, 'usage')} exempt.`] : []),
        ...config.exempt.map((row) => `Exempt by configuration: ${markdownCode(row.path)}, ${markdownProse(row.reason)}.`),
        ...exemptions.map((row) => `Exempt: ${markdownCode(row.path)}, ${markdownProse(row.reason)}.`),
        ...(config.exclude.length > 0 ? [`Not read, by configuration: ${config.exclude.map(markdownCode).join(', ')}.`] : []),
        ...snapshot.quality.map((note) => `${note.kind}: ${note.path === '' ? '' : `${markdownCode(note.line === null ? note.path : `${note.path}:${note.line}`)} `}${markdownProse(note.message)}`),
      ],
      30,
    ),
  );
}

function stem(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.\w+$/, '');
}
