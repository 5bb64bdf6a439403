import { markdownCode } from '../escape';
import { ASYNC_DRIVERS, SYNC_DRIVERS, dependenciesIn, type Dependency } from './dependencies';
import { bullets } from './markdown';
import { specOf } from './opening';
import type { PlanSource } from './plan-source';

/** What the dependency lists need, and what can stay. */
export function requiredDependencies({ manifests, snapshot }: PlanSource): string {
  const dependencies = dependenciesIn(manifests);
  if (dependencies.length === 0) return '';
  const has = (...names: string[]) => dependencies.some((row) => names.includes(row.name));
  const rows: string[] = [];
  for (const row of dependencies) {
    if (row.name in SYNC_DRIVERS) rows.push(`${named(row)} serves sync engines only: take ${SYNC_DRIVERS[row.name]}.`);
    if (row.name in ASYNC_DRIVERS) rows.push(`${named(row)} serves async engines, too: it can stay (URL ${markdownCode(`${ASYNC_DRIVERS[row.name]}://…`)}).`);
  }
  const sqlalchemy = dependencies.find((row) => row.name === 'sqlalchemy');
  const needsGreenlet = sqlalchemy !== undefined && !sqlalchemy.extras.includes('asyncio') && !has('greenlet');
  if (needsGreenlet) rows.push(`${named(sqlalchemy)} without its ${markdownCode('asyncio')} extra: write ${markdownCode('sqlalchemy[asyncio]')}, which brings ${markdownCode('greenlet')} on every platform.`);
  if (isOld(sqlalchemy)) rows.push(`${named(sqlalchemy)} allows versions before 1.4, which have no async API: raise it.`);
  const hasTests = snapshot.files.some((file) => file.category === 'test');
  if (hasTests && !has('pytest-asyncio', 'anyio', 'pytest-anyio')) rows.push(`No async test plugin is declared: add ${markdownCode('pytest-asyncio')} or use ${markdownCode('anyio')}’s.`);
  const plugin = dependencies.find((row) => row.name === 'pytest-asyncio');
  if (hasTests && plugin) rows.push(`${named(plugin)} runs async tests: it is there already.`);
  return bullets(rows.length > 0 ? rows : ['Nothing is missing.']);
}

function named(row: Dependency): string {
  return `${markdownCode(specOf(row))} (${markdownCode(`${row.path}:${row.line}`)})`;
}

/** Whether the oldest version that is allowed lies before 1.4. */
function isOld(row: Dependency | undefined): row is Dependency {
  const lower = /(?:>=?|==|~=|\^)\s*(\d+)\.(\d+)/.exec(row?.version ?? '');
  return lower !== null && (Number(lower[1]) < 1 || (Number(lower[1]) === 1 && Number(lower[2]) < 4));
}
