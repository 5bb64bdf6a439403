import { Node } from '../../facts';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { manifestDrivers } from '../drivers';
import type { Finding } from '../context';
import { callsByName } from './broken-operations';
import { oncePerProject } from './project-answers';
import { type HazardFinding, type HazardRule, type ManifestFinding, type ManifestText, type Project } from './rule';

/** `create_async_engine("postgresql://…")`, and dependencies that lack what an async engine needs. */
export const syncDriverForAsyncEngine: HazardRule = {
  name: 'sync-driver-for-async-engine',
  find(project, file) {
    const engines = (project.findings.get(file) ?? []).filter((finding) => finding.kind === 'engine' && finding.state === 'async');
    return engines.flatMap((finding) => judged(project, file, finding));
  },
  findInManifest: (project, manifest) => (usesAsyncEngine(project) && !hasGreenlet(project) ? libraryLines(manifest) : []),
};

/** Drivers that a URL without one means. */
const DEFAULTS: Readonly<Record<string, string>> = {
  postgresql: 'psycopg2', postgres: 'psycopg2', mysql: 'mysqlclient', mariadb: 'mysqlclient', sqlite: 'sqlite3', oracle: 'cx_Oracle', mssql: 'pyodbc',
};

function judged(project: Project, file: SourceFile, finding: Finding): HazardFinding[] {
  const call = callsByName(file).get(finding.end);
  if (call === undefined || finding.api !== 'create_async_engine') return [];
  const { positional, keywords, spread } = file.argumentsOf(call);
  const argument = keywords.get('url') ?? positional[0] ?? 0;
  const place = { start: finding.start, end: finding.end, scope: finding.scope };
  const url = urlOf(project, file, argument);
  if (url !== undefined) {
    const match = /^([a-z][a-z0-9]*)(?:\+([a-z0-9_]+))?:\/\//i.exec(url);
    const [, dialect = '', named] = match ?? [];
    const driver = named?.toLowerCase() ?? DEFAULTS[dialect.toLowerCase()];
    const isSync = named === undefined ? driver !== undefined : project.pack.drivers[driver ?? ''] === 'legacy';
    if (driver === undefined || !isSync) return [];
    const message = named === undefined ? `${dialect}:// without a driver means ${driver}, which is sync.` : `${driver} is a sync driver.`;
    return [{ ...place, certainty: 'certain', message: `${message} create_async_engine refuses it.`, evidence: [] }];
  }
  const legacy = onlyLegacyDriver(project);
  if (legacy === undefined || spread || argument === 0) return [];
  return [{ ...place, certainty: 'possible', message: `No manifest names an async driver, only ${legacy.name}.`, evidence: [{ text: `${legacy.name} is a dependency`, path: legacy.path, line: legacy.line }] }];
}

/** The text of a URL as far as it is written down; undefined where it comes from outside. */
function urlOf(project: Project, file: SourceFile, node: number): string | undefined {
  if (file.kind(node) === Node.Format) {
    const text = file.name(file.a(node));
    return text.includes('://') ? text : undefined;
  }
  const members: readonly Type[] = membersOf(typeOf(project.linker, file, node));
  const [only] = members;
  return members.length === 1 && only?.kind === 'literal' && only.text.includes('://') ? only.text : undefined;
}

/** A sync driver among the dependencies of a project that names no other. */
const onlyLegacyDriver = oncePerProject((project): { name: string; path: string; line: number } | undefined => {
  const drivers = project.manifests.flatMap((manifest) => manifestDrivers(project.pack, manifest.text).map((driver) => ({ ...driver, path: manifest.path })));
  for (const findings of project.findings.values()) if (findings.some((finding) => finding.kind === 'driver' && finding.state === 'async')) return undefined;
  return drivers.some((driver) => driver.mode === 'target') ? undefined : drivers[0];
});

const usesAsyncEngine = oncePerProject((project) => {
  for (const findings of project.findings.values()) if (findings.some((finding) => finding.kind === 'engine' && finding.state === 'async')) return true;
  return false;
});

/** greenlet by name, through the extra, or through a package that needs SQLAlchemy's extra itself. */
const hasGreenlet = oncePerProject((project) => project.manifests.some((manifest) => /greenlet|sqlalchemy\[[^\]]*asyncio|\bgevent\b|playwright|extras\s*=\s*\[[^\]]*asyncio/i.test(manifest.text)));

/** Lines that ask for SQLAlchemy in a version that may be 2.1 or later, which leaves greenlet out. */
function libraryLines(manifest: ManifestText): ManifestFinding[] {
  if (!/(\.toml|\.txt|\.in|Pipfile|setup\.(py|cfg)|\.ya?ml)$/.test(manifest.path)) return [];
  return manifest.text.split(/\r\n|\r|\n/).flatMap((line, index): ManifestFinding[] => {
    const match = /(^\s*|["'])(sqlalchemy)(\[[^\]]*\])?\s*=?\s*(["']?[^"',]*(,[^"']*)?)/i.exec(line);
    const name = match?.[2];
    const specifier = match?.[4] ?? '';
    if (match === null || name === undefined || /^\s*(#|;)/.test(line) || !mayBe21(specifier)) return [];
    return [{
      line: index + 1, column: match.index + (match[1]?.length ?? 0) + 1, length: name.length, certainty: 'possible',
      message: 'From SQLAlchemy 2.1 on greenlet comes only with the extra sqlalchemy[asyncio], and nothing here asks for it.', evidence: [],
    }];
  });
}

/** Only where the specifier itself says 2.1 or later: older ones bring greenlet along, and locks pin what they need. */
function mayBe21(specifier: string): boolean {
  const least = />=?\s*(\d+)\.(\d+)/.exec(specifier) ?? /[~^]=?\s*(\d+)\.(\d+)/.exec(specifier) ?? /==\s*(\d+)\.(\d+)/.exec(specifier);
  return least !== null && (Number(least[1]) > 2 || (Number(least[1]) === 2 && Number(least[2]) >= 1));
}
