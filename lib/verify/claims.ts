import type { FileResult } from '../../scanner/snapshot';
import type { HazardRuleName } from '../hazards';
import { CATEGORY_LABELS, STATE_STYLES, type Category } from '../migration';
import { SYNC_DRIVERS, dependenciesIn } from '../plan/dependencies';
import { counted } from '../status-report-words';
import { hazardsIn, openIn, type Evidence, type VerifySource } from './verify-source';

export interface Claim {
  /** Stable. */
  readonly id: string;
  /** What somebody who says "complete" claims. */
  readonly title: string;
  readonly verdict: 'verified' | 'not true' | 'cannot be seen';
  /** One sentence. */
  readonly summary: string;
  /** The lines that speak against it. */
  readonly evidence: readonly Evidence[];
}

/** What "the migration is complete" says, claim by claim, against the code. Claims about nothing are left out. */
export function claimsOf(source: VerifySource): Claim[] {
  const { files } = source.snapshot;
  return [
    ...converted('infrastructure', 'Engines, factories and providers are async', files, ['database']),
    ...converted('models', 'The models are ready for async', files, ['model']),
    ...converted('services', 'All services are converted', files, ['service']),
    ...converted('routes', 'All routes are converted', files, ['route']),
    ...converted('loops', 'Background loops and workers are converted', files, ['background-loop', 'worker']),
    ...converted('scripts', 'Scripts and everything else are converted', files, ['script', 'other']),
    ...converted('migrations', 'Migrations run on an async engine, or are exempt', files, ['migration-env']),
    ...converted('tests', 'The tests run on async sessions', files, ['test']),
    dependencies(source),
    ofHazards('awaited', 'Everything that must be awaited is', files, ['unawaited-operation', 'unawaited-project-call', 'result-before-await'], 'No call of an async operation or function is left without await.'),
    ofUsages('event-loop', 'Nothing blocks the event loop', files, 'blocking', 'No sync session is used inside an async function.'),
    ofUsages('not-broken', 'Nothing converted will fail', files, 'broken', 'No usage is known to fail when it runs.'),
    legacyQueries(files),
    legacyImports(source),
    dualApi(files),
    ofHazards('lazy-loading', 'Lazy loading is settled', files, ['lazy-load-in-async'], 'No relationship is known to be read in async code without being loaded.'),
    ofHazards('sessions-apart', 'No session or engine is shared between tasks, loops or threads', files, ['shared-async-session', 'event-loop-in-thread'], 'No shared session and no second event loop was found.'),
    ofHazards('test-setup', 'Async tests are really run', files, ['async-fixture-without-plugin', 'async-test-without-marker'], 'No async test or fixture was found that its plugin would skip.'),
    otherHazards(files),
    ofUsages('resolved', 'Nothing is left unknown', files, 'unknown', 'Every usage could be resolved.'),
    everythingRead(source),
    ...UNSEEN,
  ];
}

/** What no reading of code can answer, and what does. */
const UNSEEN: readonly Claim[] = [
  unseen('runs', 'The application starts and its endpoints answer', 'Run the test suite and the endpoints against a real database.'),
  unseen('load', 'It holds under concurrent requests', 'Run a load test, and watch the pool: `pool_size` and `max_overflow` were chosen for threads.'),
  unseen('production', 'It has stood in production', 'Wait for the soak time with errors and slow queries watched; jobs that run once a day or a month fail late.'),
];

function unseen(id: string, title: string, what: string): Claim {
  return { id, title, verdict: 'cannot be seen', summary: what, evidence: [] };
}

const UNREAD = new Set(['unparsed', 'unreadable', 'too-large', 'over-budget', 'lfs-pointer', 'submodule']);

/** What was not read cannot speak against completeness, so that it is named. */
function everythingRead({ snapshot }: VerifySource): Claim {
  const notes = snapshot.quality.filter((note) => UNREAD.has(note.kind));
  const [id, title] = ['read', 'Every source file could be read'];
  if (notes.length === 0) return { id, title, verdict: 'verified', summary: `${counted(snapshot.filesRead, 'source file')} read to the end.`, evidence: [] };
  return {
    id,
    title,
    verdict: 'cannot be seen',
    summary: `${counted(notes.length, 'file')} could not be read to the end; look at them by hand.`,
    evidence: notes.map((note) => ({ path: note.path, line: note.line ?? 1, text: note.message })),
  };
}

function claim(id: string, title: string, evidence: readonly Evidence[], good: string, bad: string): Claim {
  return evidence.length === 0 ? { id, title, verdict: 'verified', summary: good, evidence } : { id, title, verdict: 'not true', summary: bad, evidence };
}

function converted(id: string, title: string, files: readonly FileResult[], categories: readonly Category[]): Claim[] {
  const own = files.filter((file) => categories.includes(file.category) && file.usages.some((usage) => usage.state !== 'exempt'));
  const exempt = files.filter((file) => categories.includes(file.category)).flatMap((file) => file.usages.filter((usage) => usage.state === 'exempt')).length;
  if (own.length === 0 && exempt === 0) return [];
  const open = openIn(own);
  const touched = new Set(open.map(({ file }) => file.path)).size;
  const names = categories.map((category) => CATEGORY_LABELS[category].toLowerCase()).join(', ');
  const aside = exempt > 0 ? ` ${counted(exempt, 'usage')} exempt.` : '';
  return [
    claim(
      id,
      title,
      open.map(({ file, usage }) => ({ path: file.path, line: usage.line, text: `${usage.api}, ${STATE_STYLES[usage.state].label.toLowerCase()}` })),
      `${counted(own.length, 'file')} (${names}), all usages async.${aside}`,
      `${counted(open.length, 'usage')} in ${touched} of ${counted(own.length, 'file')} (${names}) ${open.length === 1 ? 'is' : 'are'} not async.${aside}`,
    ),
  ];
}

function ofUsages(id: string, title: string, files: readonly FileResult[], state: 'blocking' | 'broken' | 'unknown', good: string): Claim {
  const found = openIn(files).filter(({ usage }) => usage.state === state);
  return claim(
    id,
    title,
    found.map(({ file, usage }) => ({ path: file.path, line: usage.line, text: `${usage.api}${usage.scope ? ` in ${usage.scope}` : ''}: ${usage.reason}` })),
    good,
    `${counted(found.length, 'usage')} ${found.length === 1 ? 'is' : 'are'} ${state}.`,
  );
}

function ofHazards(id: string, title: string, files: readonly FileResult[], rules: readonly HazardRuleName[], good: string): Claim {
  const found = hazardsIn(files, ...rules);
  return claim(
    id,
    title,
    found.map(({ file, hazard }) => ({ path: file.path, line: hazard.line, text: hazard.message })),
    good,
    `${counted(found.length, 'place')} ${found.length === 1 ? 'says' : 'say'} otherwise.`,
  );
}

/** Rules that a claim of its own, or a state of usages, answers for. */
const ANSWERED: ReadonlySet<string> = new Set<HazardRuleName>([
  'unawaited-operation', 'unawaited-project-call', 'result-before-await', 'lazy-load-in-async', 'shared-async-session', 'event-loop-in-thread',
  'async-fixture-without-plugin', 'async-test-without-marker', 'sync-driver-for-async-engine', 'dual-api-left', 'sync-session-in-async',
]);

function otherHazards(files: readonly FileResult[]): Claim {
  const found = hazardsIn(files).filter(({ hazard }) => !ANSWERED.has(hazard.rule));
  return claim(
    'hazards',
    'No other hazard is open',
    found.map(({ file, hazard }) => ({ path: file.path, line: hazard.line, text: hazard.message })),
    'No other hazard was found.',
    `${counted(found.length, 'hazard')} open.`,
  );
}

function dependencies({ snapshot, manifests }: VerifySource): Claim {
  const found = dependenciesIn(manifests);
  const hasAsync = snapshot.files.some((file) => file.usages.some((usage) => usage.kind === 'driver' && usage.state === 'async'));
  const evidence: Evidence[] = [
    ...found.filter((row) => row.name in SYNC_DRIVERS && !hasAsync).map((row) => ({ path: row.path, line: row.line, text: `${row.name} serves sync engines only` })),
    ...hazardsIn(snapshot.files, 'sync-driver-for-async-engine').map(({ file, hazard }) => ({ path: file.path, line: hazard.line, text: hazard.message })),
  ];
  if (found.length === 0 && evidence.length === 0) {
    return { id: 'dependencies', title: 'Async drivers are among the dependencies', verdict: 'cannot be seen', summary: 'No dependency list names a driver; look at what is installed where it runs.', evidence };
  }
  const asyncio = found.some((row) => row.name === 'greenlet' || (row.name === 'sqlalchemy' && row.extras.includes('asyncio')));
  const greenlet = asyncio ? '' : ' `greenlet` is not declared: SQLAlchemy brings it on common platforms only, `sqlalchemy[asyncio]` on all.';
  return claim('dependencies', 'Async drivers are among the dependencies', evidence, `An async driver is declared.${greenlet}`, `${counted(evidence.length, 'place')} ${evidence.length === 1 ? 'says' : 'say'} otherwise.${greenlet}`);
}

function legacyQueries(files: readonly FileResult[]): Claim {
  const found = openIn(files).filter(({ usage }) => usage.kind === 'legacy-query');
  return claim(
    'queries',
    'All queries are select()',
    found.map(({ file, usage }) => ({ path: file.path, line: usage.line, text: usage.api })),
    'No `query()` is left.',
    `${counted(found.length, 'legacy query')} left.`,
  );
}

function legacyImports({ legacyImports: found }: VerifySource): Claim {
  return claim(
    'imports',
    'Nothing imports the old API',
    found.map(({ path, line, name }) => ({ path, line, text: name })),
    'No import of `Session`, `sessionmaker`, `scoped_session` or `create_engine` is left.',
    `${counted(found.length, 'import')} of the old API in ${counted(new Set(found.map(({ path }) => path)).size, 'file')}.`,
  );
}

/** A sync engine, factory or provider that still stands beside async ones. */
function dualApi(files: readonly FileResult[]): Claim {
  const makes = new Set(['engine', 'session-factory', 'session-provider']);
  const own = files.filter((file) => file.category !== 'test' && file.category !== 'migration-env');
  const standing = openIn(own).filter(({ usage }) => makes.has(usage.kind) && usage.state === 'sync');
  const left = hazardsIn(files, 'dual-api-left').filter(({ file, hazard }) => !standing.some((other) => other.file.path === file.path && other.usage.line === hazard.line));
  return claim(
    'dual-api',
    'The old API is removed, not only unused',
    [
      ...standing.map(({ file, usage }) => ({ path: file.path, line: usage.line, text: `${usage.method}, ${usage.kind.replaceAll('-', ' ')}` })),
      ...left.map(({ file, hazard }) => ({ path: file.path, line: hazard.line, text: hazard.message })),
    ],
    'No sync engine, factory or provider stands beside the async ones.',
    `Sync engines, factories or providers still stand in ${counted(standing.length + left.length, 'place')}.`,
  );
}
