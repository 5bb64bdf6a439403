import type { FileResult, Usage } from '../../scanner/snapshot';
import { isOpen } from '../effort';
import { markdownCode } from '../escape';
import type { Category } from '../migration';
import { counted } from '../status-report-words';
import { requiredDependencies } from './dependency-changes';
import { exampleText, findExample } from './example';
import { figuresOf } from './figures';
import { bullets, placeList, section } from './markdown';
import { openUsages, type PlanSource } from './plan-source';

const MOST_FILES = 25;

/** The changes by kind, each with this codebase's files and lines and its own before and after. Kinds it does not have are left out. */
export function requiredChanges(source: PlanSource): string {
  const parts = [
    ['Dependencies', requiredDependencies(source)],
    ['Engine, factory and session provider', foundation(source)],
    ['Base model', baseModel(source)],
    ['Query style', queryStyle(source)],
    ['Service methods', services(source)],
    ['Routes', ofCategory(source, 'route', 'Route functions that are `async def` already need only the session changed; the others run in a thread pool today and become `async def`.')],
    ['Background loops', backgroundLoops(source)],
    ['Workers and scripts', workers(source)],
    ['Alembic', alembic(source)],
    ['Tests', tests(source)],
  ] as const;
  const shown = parts.filter(([, body]) => body !== '');
  return section(2, 'Required changes', ...shown.map(([title, body], index) => section(3, `${index + 1}. ${title}`, body)));
}

function foundation(source: PlanSource): string {
  const kinds = new Set(['engine', 'session-factory', 'session-provider']);
  const places = openUsages(source.snapshot.files, (usage) => kinds.has(usage.kind));
  if (places.length === 0) return '';
  const rows = places.map((usage) => {
    const becomes = BECOMES[usage.method];
    return `${markdownCode(`${usage.path}:${usage.line}`)} ${markdownCode(usage.method)}, ${usage.kind.replaceAll('-', ' ')}${becomes === undefined ? '' : `: becomes ${becomes}`}`;
  });
  const files = source.snapshot.files.filter((file) => file.category !== 'test');
  return [bullets(rows, MOST_FILES), exampleText(findExample(source, files, (usage) => usage.kind === 'session-provider', unlockedBy(source)))].filter(Boolean).join('\n\n');
}

const BECOMES: Readonly<Record<string, string>> = {
  create_engine: '`create_async_engine`',
  engine_from_config: '`async_engine_from_config`',
  sessionmaker: '`async_sessionmaker` with `expire_on_commit=False`',
  scoped_session: '`async_scoped_session`, or one session for each task',
};

/** The provider that most code waits for says more than one that is shorter. */
function unlockedBy({ snapshot }: PlanSource): (path: string, line: number) => number {
  const unlocked = new Map(snapshot.units.flatMap((unit) => unit.functions.slice(0, 1).map(({ path, line }) => [`${path}:${line}`, unit.unblocks])));
  return (path, line) => unlocked.get(`${path}:${line}`) ?? 0;
}

function baseModel(source: PlanSource): string {
  const places = openUsages(source.snapshot.files, (usage) => usage.kind === 'model-base');
  if (places.length === 0) return '';
  return [
    bullets(placeList(places)),
    '`AsyncAttrs` as a base of the declarative base gives `await obj.awaitable_attrs.relation`, for relations that are not loaded eagerly.',
  ].join('\n\n');
}

function queryStyle(source: PlanSource): string {
  const places = openUsages(source.snapshot.files, (usage) => usage.kind === 'legacy-query');
  if (places.length === 0) return '';
  const { operations } = figuresOf(source.snapshot.files);
  return [
    `${counted(places.length, 'legacy query')} of ${operations} operations in ${counted(new Set(places.map((usage) => usage.path)).size, 'file')}. \`query()\` is legacy in SQLAlchemy 2.0, where it still works on \`Session\`; ` +
      '`AsyncSession` does not have it. It can become `select()` before anything is async, on its own and file by file.',
    exampleText(findExample(source, source.snapshot.files.filter((file) => file.category !== 'test'), (usage) => usage.kind === 'legacy-query')),
    bullets(placeList(places), MOST_FILES),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function services(source: PlanSource): string {
  const files = source.snapshot.files.filter((file) => file.category === 'service');
  const functions = syncFunctions(files);
  if (functions.length === 0) return '';
  return [
    `${counted(functions.length, 'function')} in ${counted(new Set(functions.map((place) => place.path)).size, 'service file')} must become \`async def\`, and every caller must await them.`,
    exampleText(findExample(source, files, (usage) => usage.kind === 'session-open')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function ofCategory(source: PlanSource, category: Category, intro: string): string {
  const files = source.snapshot.files.filter((file) => file.category === category && file.usages.some(isOpen));
  if (files.length === 0) return '';
  const rows = files.map((file) => {
    const figures = figuresOf([file]);
    const blocking = figures.blocking > 0 ? `, ${figures.blocking} blocking today` : '';
    return `${markdownCode(file.path)}: ${counted(figures.opens, 'open')}, ${counted(figures.operations, 'operation')}, ${counted(figures.parameters, 'parameter')}${blocking}`;
  });
  return [intro, bullets(rows, MOST_FILES), exampleText(findExample(source, files, (usage) => usage.kind === 'session-open' || usage.kind === 'session-parameter'))].filter(Boolean).join('\n\n');
}

function backgroundLoops(source: PlanSource): string {
  const isLoop = (usage: Usage, file: FileResult) => usage.asyncContext && (file.category === 'background-loop' || /(^|\.)[^.]*_loop$|^_?(loop|run|poll|watch)[^.]*$/.test(usage.scope));
  const places = openUsages(source.snapshot.files, (usage, file) => file.category !== 'test' && isLoop(usage, file));
  const reached = reachedLoops(source);
  if (places.length + reached.length === 0) return '';
  const scopes = new Map(places.map((usage) => [`${usage.path}\n${usage.scope}`, usage]));
  const rows = [...scopes.values()].map((usage) => {
    const inside = places.filter((other) => other.path === usage.path && other.scope === usage.scope);
    return `${markdownCode(`${usage.scope}()`)} at ${markdownCode(`${usage.path}:${usage.line}`)}: ${counted(inside.length, 'usage')}`;
  });
  const files = source.snapshot.files.filter((file) => places.some((usage) => usage.path === file.path));
  return [
    rows.length > 0 ? `These coroutines use a sync session: while it waits for the database, nothing else runs.\n\n${bullets(rows, MOST_FILES)}` : '',
    reached.length > 0 ? `These call functions that do, and must await them once they are async:\n\n${bullets(reached, MOST_FILES)}` : '',
    exampleText(findExample(source, files, (usage) => usage.asyncContext && usage.kind === 'session-open')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Loops from which the call graph leads to units of conversion. */
function reachedLoops({ snapshot }: PlanSource): string[] {
  const found = new Map<string, { path: string; scope: string; lines: Set<number>; units: Set<string> }>();
  for (const unit of snapshot.units) {
    for (const { kind, path, scope, line } of unit.boundaries) {
      if (kind !== 'async' || !/_loop$/.test(scope)) continue;
      const loop = found.get(`${path}\n${scope}`) ?? { path, scope, lines: new Set(), units: new Set() };
      found.set(`${path}\n${scope}`, loop);
      loop.lines.add(line);
      loop.units.add(unit.id);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { path, scope, lines, units }]) => {
      const calls = [...lines].sort((a, b) => a - b).join(', ');
      return `${markdownCode(`${scope}()`)} at ${markdownCode(`${path}:${calls}`)}, into ${counted(units.size, 'unit')} of conversion`;
    });
}

function workers(source: PlanSource): string {
  const files = source.snapshot.files.filter((file) => (file.category === 'worker' || file.category === 'script') && file.usages.some(isOpen));
  if (files.length === 0) return '';
  const boundaries = source.snapshot.units.flatMap((unit) => unit.boundaries).filter((boundary) => boundary.kind === 'thread' || boundary.kind === 'worker' || boundary.kind === 'cli');
  const rows = files.map((file) => `${markdownCode(file.path)}: ${counted(figuresOf([file]).usages, 'usage')}`);
  const entries = [...new Set(placeList(boundaries))];
  return [
    'A thread or a command has no event loop. Either it becomes async itself, with one `asyncio.run` at its entry and an engine of its own, or it stays sync on a sync engine beside the async one.',
    bullets(rows, MOST_FILES),
    entries.length > 0 ? `Here such code, which has no event loop, calls what uses sessions:\n\n${bullets(entries, MOST_FILES)}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function alembic(source: PlanSource): string {
  const places = openUsages(source.snapshot.files, (_, file) => file.category === 'migration-env');
  if (places.length === 0) return '';
  return [
    bullets(placeList(places), MOST_FILES),
    'Migrations run once, in their own process: they may stay on a sync engine (then exempt them with a reason), or run through `async_engine_from_config` and `await connection.run_sync(do_run_migrations)`.',
  ].join('\n\n');
}

function tests(source: PlanSource): string {
  const files = source.snapshot.files.filter((file) => file.category === 'test' && file.usages.some(isOpen));
  if (files.length === 0) return '';
  const fixtures = openUsages(files, (usage) => usage.kind === 'session-provider' || usage.kind === 'engine' || usage.kind === 'session-factory');
  const figures = figuresOf(files);
  return [
    `${counted(figures.usages, 'usage')} in ${counted(files.length, 'test file')}; ${counted(syncFunctions(files).length, 'function')} in them must become \`async def\`, run by an async plugin.`,
    fixtures.length > 0 ? `Fixtures and helpers that make sessions go first:\n\n${bullets(placeList(fixtures), MOST_FILES)}` : '',
    exampleText(findExample(source, files, (usage) => usage.kind === 'session-open' || usage.kind === 'session-operation')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Functions with a legacy usage that are plain `def`. */
function syncFunctions(files: readonly FileResult[]): { path: string; scope: string }[] {
  const found = new Map<string, { path: string; scope: string }>();
  for (const usage of openUsages(files, (usage) => !usage.asyncContext && usage.scope !== '' && usage.kind !== 'model-base')) {
    found.set(`${usage.path}\n${usage.scope}`, { path: usage.path, scope: usage.scope });
  }
  return [...found.values()];
}
