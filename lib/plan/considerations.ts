import { markdownCode } from '../escape';
import { counted } from '../status-report-words';
import { afterBracket } from '../sketch/python-text';
import { needsBridge } from '../status-report-work';
import { ASYNC_DRIVERS, SYNC_DRIVERS, dependenciesIn } from './dependencies';
import { bullets, placeList, section, times } from './markdown';
import { openUsages, type PlacedUsage, type PlanSource } from './plan-source';

const MOST_PLACES = 10;

/** What to think of in this codebase; each with the places that make it matter, and nothing that does not apply. */
export function considerations(source: PlanSource): string {
  const parts = [
    ['The event loop is blocked today', blocking(source)],
    ['Connection URLs', connectionUrls(source)],
    ['Objects after commit', expiry(source)],
    ['Lazy loading', lazyLoading(source)],
    ['Transactions', transactions(source)],
    ['Bulk operations', bulk(source)],
    ['Threads and commands', threads(source)],
    ['Test plugin', testPlugin(source)],
    ['Connection pool', pool(source)],
  ] as const;
  const shown = parts.filter(([, body]) => body !== '');
  return section(2, 'Critical considerations', ...shown.map(([title, body], index) => section(3, `${index + 1}. ${title}`, body)));
}

function blocking({ snapshot }: PlanSource): string {
  const places = openUsages(snapshot.files, (usage) => usage.state === 'blocking');
  if (places.length === 0) return '';
  return listed(`${counted(places.length, 'usage')} of a sync session inside \`async def\`. They are bugs of their own and the best reason to begin there:`, places);
}

function connectionUrls({ manifests, snapshot }: PlanSource): string {
  const names = new Set([...dependenciesIn(manifests).map((row) => row.name), ...snapshot.files.flatMap((file) => file.usages.filter((usage) => usage.kind === 'driver').map((usage) => usage.api))]);
  const async = [...names].filter((name) => name in ASYNC_DRIVERS);
  const sync = [...names].filter((name) => name in SYNC_DRIVERS);
  if (async.length + sync.length === 0) return '';
  const keeps = names.has('psycopg') || names.has('psycopg-binary');
  return [
    keeps ? '`postgresql+psycopg://…` serves `create_engine` and `create_async_engine` alike: URLs that name psycopg 3 can stay.' : '',
    async.some((name) => !name.startsWith('psycopg')) ? `URLs of the async engine name their driver: ${async.map((name) => markdownCode(`${ASYNC_DRIVERS[name]}://`)).join(', ')}.` : '',
    sync.length > 0 ? `${sync.map(markdownCode).join(', ')} cannot serve an async engine; URLs that name ${sync.length === 1 ? 'it' : 'them'}, or no driver at all, must change.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The text of a call, from the usage on its name to its closing bracket. */
function callText(source: PlanSource, usage: PlacedUsage): string {
  const lines = source.sources.get(usage.path)?.split('\n').slice(usage.line - 1, usage.line + 20).join('\n') ?? '';
  const open = lines.indexOf('(', usage.column - 1);
  const end = open < 0 ? -1 : afterBracket(lines, open);
  return end < 0 ? '' : lines.slice(usage.column - 1, end);
}

function expiry(source: PlanSource): string {
  const factories = source.snapshot.files.flatMap((file) => file.usages.filter((usage) => usage.kind === 'session-factory').map((usage) => ({ ...usage, path: file.path })));
  const expiring = factories.filter((usage) => !/expire_on_commit\s*=\s*False/.test(callText(source, usage)));
  if (expiring.length === 0) return '';
  return listed('These factories let objects expire at commit. On an AsyncSession, reading an expired attribute needs the database outside of an await and fails; set `expire_on_commit=False`:', expiring);
}

function lazyLoading({ relationships, snapshot }: PlanSource): string {
  const hazards = snapshot.files.flatMap((file) => file.hazards.filter((hazard) => hazard.rule === 'lazy-load-in-async' && hazard.exempt === null).map((hazard) => ({ path: file.path, line: hazard.line })));
  if (relationships.length + hazards.length === 0) return '';
  return [
    relationships.length > 0
      ? `${counted(relationships.length, 'relationship')} in ${counted(new Set(relationships.map((place) => place.path)).size, 'file')}. Reading one that is not loaded fails on an AsyncSession: load it with the query (\`selectinload\`, \`joinedload\`) or await it (\`AsyncAttrs\`).`
      : '',
    bullets(placeList(relationships), MOST_PLACES),
    hazards.length > 0 ? `In async code already:\n\n${bullets(placeList(hazards), MOST_PLACES)}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function transactions({ snapshot }: PlanSource): string {
  const of = (method: string) => openUsages(snapshot.files, (usage) => usage.kind === 'session-operation' && usage.method === method).length;
  const found = ['commit', 'rollback', 'flush', 'refresh', 'merge', 'delete'].map((method) => [method, of(method)] as const).filter(([, count]) => count > 0);
  if (found.length === 0) return '';
  return `To be awaited: ${found.map(([method, count]) => `${markdownCode(method)} ${times(count)}`).join(', ')}. \`add\`, \`add_all\`, \`expunge\` and \`expire\` stay plain calls.`;
}

function bulk(source: PlanSource): string {
  const calls = openUsages(source.snapshot.files, (usage) => usage.kind === 'session-operation' && usage.method.startsWith('bulk_'));
  const chained = openUsages(source.snapshot.files, (usage) => usage.kind === 'legacy-query').filter((usage) => /\)\s*\.(update|delete)\(/.test(statementText(source, usage)));
  if (calls.length + chained.length === 0) return '';
  return listed('`bulk_*` and `query(…).update()` or `.delete()` do not exist on AsyncSession; they become `execute(insert(…))`, `execute(update(…))`, `execute(delete(…))`:', [...calls, ...chained]);
}

/** The statement that a query stands in: until its brackets are closed and the chain is over. */
function statementText(source: PlanSource, usage: PlacedUsage): string {
  const lines = source.sources.get(usage.path)?.split('\n').slice(usage.line - 1, usage.line + 12) ?? [];
  const end = lines.findIndex((line, index) => index > 0 && !/^\s*[.)#]|^\s*$/.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).join('\n');
}

function threads({ snapshot }: PlanSource): string {
  const boundaries = snapshot.units.flatMap((unit) => unit.boundaries.filter(needsBridge));
  if (boundaries.length === 0) return '';
  return listed('Code that uses sessions is entered from these places, which have no event loop. An AsyncSession belongs to the loop it was made in, so a thread must not share the engine:', boundaries);
}

function testPlugin({ manifests, snapshot }: PlanSource): string {
  if (!snapshot.files.some((file) => file.category === 'test')) return '';
  const mode = manifests.find(({ text }) => /asyncio_mode/.test(text));
  const value = /asyncio_mode\s*=\s*["']?(\w+)/.exec(mode?.text ?? '')?.[1];
  if (mode && value) return `${markdownCode(`asyncio_mode = ${value}`)} in ${markdownCode(mode.path)}${value === 'auto' ? ': async tests and fixtures need no marks.' : ': async tests need `@pytest.mark.asyncio` and fixtures `@pytest_asyncio.fixture`.'}`;
  return 'No `asyncio_mode` is set: with pytest-asyncio each async test needs `@pytest.mark.asyncio` and each async fixture `@pytest_asyncio.fixture`, or `asyncio_mode = "auto"` does it for all.';
}

function pool(source: PlanSource): string {
  const engines = openUsages(source.snapshot.files, (usage, file) => usage.kind === 'engine' && file.category !== 'test' && file.category !== 'migration-env');
  if (engines.length === 0) return '';
  const tuned = engines.filter((usage) => /pool_size|max_overflow|poolclass/.test(callText(source, usage)));
  const rest = tuned.length > 0 ? ` Pool settings are given at ${placeList(tuned).join(', ')}.` : '';
  return `An async application holds more connections at once than threads did: look at \`pool_size\` and \`max_overflow\` of the engine at ${placeList(engines).join(', ')}.${rest}`;
}

function listed(intro: string, places: readonly { readonly path: string; readonly line: number }[]): string {
  return `${intro}\n\n${bullets(placeList(places), MOST_PLACES)}`;
}
