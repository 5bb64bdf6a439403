import { markdownCode } from '../escape';
import { effortOf, isOpen } from '../effort';
import { CATEGORIES, CATEGORY_LABELS } from '../migration';
import { counted, grouped } from '../status-report-words';
import { ASYNC_DRIVERS, SYNC_DRIVERS, dependenciesIn, type Dependency } from './dependencies';
import { figuresOf } from './figures';
import { bullets, placeList, section, table, times } from './markdown';
import type { PlanSource } from './plan-source';

export function executiveSummary(source: PlanSource): string {
  const { files } = source.snapshot;
  const all = figuresOf(files);
  if (all.usages === 0) return section(2, 'Executive summary', all.done > 0 ? `Nothing is left to convert: all ${all.done} usages are on the new API.` : 'No usage of SQLAlchemy’s sessions was found in this code.');
  const tests = figuresOf(files.filter((file) => file.category === 'test'));
  const services = files.filter((file) => file.category === 'service' && file.usages.some(isOpen)).length;
  const work = effortOf(files);
  const planned = Math.max(work.weeks, ...source.phases.map((phase) => phase.weeks.to));
  return section(
    2,
    'Executive summary',
    `Moving this code to async SQLAlchemy changes **${counted(all.files, 'file')}** with **${counted(all.usages, 'usage')}**: ${counted(all.opens, 'place')} that ${all.opens === 1 ? 'opens' : 'open'} a session, ` +
      `${counted(all.operations, 'operation')} on sessions and connections, and ${grouped(all.usages - all.opens - all.operations)} others, such as parameters, engines and dependencies. Among the files are ` +
      `${counted(services, 'service file')}, ${counted(figuresOf(files.filter((file) => file.category === 'route')).files, 'route file')} and ${counted(tests.files, 'test file')}; the tests hold ${counted(tests.usages, 'usage')}.`,
    all.blocking > 0 ? `${counted(all.blocking, 'usage')} ${all.blocking === 1 ? 'runs' : 'run'} inside \`async def\` and stop${all.blocking === 1 ? 's' : ''} the event loop today.` : '',
    all.done > 0 ? `${counted(all.done, 'usage')} ${all.done === 1 ? 'is' : 'are'} on the new API already.` : '',
    `From these counts the work is about ${work.weeks === planned ? counted(work.weeks, 'week') : `${work.weeks} to ${planned} weeks`} (${work.hours} hours); the assumption stands under “Estimated effort”.`,
  );
}

export function currentState(source: PlanSource): string {
  return section(2, 'Current state', section(3, 'Stack', bullets(stackLines(source))), section(3, 'Statistics', statistics(source)));
}

function stackLines({ snapshot, manifests }: PlanSource): string[] {
  const dependencies = dependenciesIn(manifests);
  const of = (...names: string[]) => dependencies.filter((dependency) => names.includes(dependency.name));
  const opens = snapshot.files.flatMap((file) => file.usages).filter((usage) => usage.kind === 'session-open' && isOpen(usage));
  const queries = figuresOf(snapshot.files);
  return [
    `**SQLAlchemy**: ${declared(of('sqlalchemy', 'sqlmodel', 'flask-sqlalchemy')) || 'not declared in any dependency list'}`,
    `**Drivers**: ${drivers(dependencies)}`,
    `**Connection URLs** that name a driver: ${urls(snapshot.files) || 'none in the code; they come from settings'}`,
    `**Engines**: ${calls(snapshot.files, 'engine')}`,
    `**Session factories**: ${calls(snapshot.files, 'session-factory')}`,
    `**How sessions are opened**: ${common(opens.map((usage) => `${usage.method}()`)) || 'nowhere'}`,
    `**Query style**: ${queries.queries} legacy queries (\`query()\`) among ${queries.operations} operations`,
    `**Alembic**: ${declared(of('alembic')) || 'not declared'}`,
    `**Async tests**: ${declared(of('pytest-asyncio', 'anyio', 'pytest-anyio')) || 'no plugin declared'}`,
  ];
}

function declared(found: readonly Dependency[]): string {
  return found.map((row) => `${markdownCode(specOf(row))} (${markdownCode(`${row.path}:${row.line}`)})`).join(', ');
}

export function specOf({ name, extras, version }: Dependency): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${version === '*' ? '' : /^[\d^]/.test(version) ? ` ${version}` : version}`;
}

function drivers(dependencies: readonly Dependency[]): string {
  const rows = dependencies.flatMap((row) => {
    if (row.name in ASYNC_DRIVERS) return [`${declared([row])}, usable by an async engine`];
    if (row.name in SYNC_DRIVERS) return [`${declared([row])}, sync only: take ${SYNC_DRIVERS[row.name]}`];
    return [];
  });
  return rows.join('; ') || 'none declared';
}

function urls(files: PlanSource['snapshot']['files']): string {
  const found = files
    .filter((file) => file.language !== 'other')
    .flatMap((file) => file.usages.filter((usage) => usage.kind === 'driver').map((usage) => ({ path: file.path, line: usage.line, api: usage.api, state: usage.state })));
  const names = [...new Set(found.map((usage) => usage.api))].sort();
  return names.map((name) => `${markdownCode(name)} in ${placeList(found.filter((usage) => usage.api === name), 4).slice(0, 4).join(', ')}`).join('; ');
}

function calls(files: PlanSource['snapshot']['files'], kind: 'engine' | 'session-factory'): string {
  const found = files.flatMap((file) => file.usages.filter((usage) => usage.kind === kind).map((usage) => ({ path: file.path, line: usage.line, api: usage.api })));
  const names = [...new Set(found.map((usage) => usage.api))].sort();
  return names.map((name) => `${markdownCode(name)} at ${placeList(found.filter((usage) => usage.api === name)).join(', ')}`).join('; ') || 'none found';
}

/** The three most common names with their counts. */
function common(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const rest = ranked.slice(3).reduce((sum, [, count]) => sum + count, 0);
  return [...ranked.slice(0, 3).map(([name, count]) => `${markdownCode(name)} ${times(count)}`), ...(rest > 0 ? [`otherwise ${times(rest)}`] : [])].join(', ');
}

function statistics({ snapshot }: PlanSource): string {
  const rows = CATEGORIES.flatMap((category) => {
    const figures = figuresOf(snapshot.files.filter((file) => file.category === category));
    return figures.usages + figures.done > 0 ? [[CATEGORY_LABELS[category], ...cells(figures)]] : [];
  });
  return table(['', 'Files', 'Usages', 'Opens', 'Operations', 'of them query()', 'Parameters', 'Blocking', 'Async already'], [...rows, ['**All**', ...cells(figuresOf(snapshot.files))]]);
}

function cells(figures: ReturnType<typeof figuresOf>): number[] {
  return [figures.files, figures.usages, figures.opens, figures.operations, figures.queries, figures.parameters, figures.blocking, figures.done];
}
