/** link and classify: from the facts of all files to what the migration must know about them. */
import { dirname } from 'node:path/posix';
import { Bridges } from './classify/bridges';
import { Callables } from './classify/callables';
import { categoryOf } from './classify/category';
import { findingsOf, usagesOf } from './classify/classify-file';
import type { Context, Finding } from './classify/context';
import { manifestDrivers } from './classify/drivers';
import { Exemptions } from './classify/exemptions';
import { hazardsOf, manifestHazards } from './classify/hazards/find-hazards';
import type { Project } from './classify/hazards/rule';
import { Roles } from './classify/roles';
import { serviceNames } from './classify/service';
import { unitsOf } from './classify/units/find-units';
import type { FileFacts } from './facts';
import { Linker } from './link/linker';
import type { SourceFile } from './link/source-file';
import { libraryOf } from './packs/library-facts';
import type { Pack } from './packs/pack';
import { extractExpression } from './python/extract';
import type { ConversionUnit, FileResult, Hazard, Usage } from './snapshot';

/** One source file of the project, extracted. */
export interface ExtractedFile {
  /** Slash-separated, relative to the repository's root. */
  readonly path: string;
  /** git blob id, or the id the content would have. */
  readonly blob: string;
  readonly facts: FileFacts;
}

/** A small text file that says something about dependencies, URLs or test settings (see `isManifest`). */
export interface Manifest {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
}

/** The part of the configuration that decides verdicts; all of it may be empty. */
export interface AnalysisConfig {
  /** Import roots such as `src`; empty: found from the files. */
  readonly roots: readonly string[];
  /** Glob → service name, `{name}` standing for the file's stem; the first match wins. */
  readonly services: Readonly<Record<string, string>>;
  readonly exempt: readonly { readonly path: string; readonly reason: string }[];
}

export interface Analysis {
  /** Files with a usage or a hazard, by path. */
  readonly files: readonly FileResult[];
  readonly units: readonly ConversionUnit[];
}

const MANIFEST = /(^|\/)(pyproject\.toml|setup\.(py|cfg)|requirements[^/]*\.(txt|in)|requirements\/[^/]+\.(txt|in)|Pipfile|environment\.ya?ml|[jt]sconfig[^/]*\.json|alembic\.ini|pytest\.ini|tox\.ini|package\.json)$/;

/** Whether a path names a file that `analyse` wants as a manifest. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

export function analyse(files: readonly ExtractedFile[], manifests: readonly Manifest[], config: AnalysisConfig, pack: Pack): Analysis {
  const settings = manifests.filter(({ path }) => /(^|\/)(package|[jt]sconfig[^/]*)\.json$/.test(path));
  const homes = new Set(manifests.filter(({ path }) => !/(^|\/)[jt]sconfig[^/]*\.json$/.test(path)).map((manifest) => (dirname(manifest.path) === '.' ? '' : dirname(manifest.path))));
  // The order of files must not show in what is found.
  const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  const inputs = [...sorted.map(({ path, facts }) => ({ path, facts })), ...libraryOf(pack)];
  const linker = new Linker(inputs, { roots: config.roots, homes, settings, bridges: pack.bridges, suggestive: pack.guess.names, hints: pack.hints, parseExpression: extractExpression });
  const relevant = manifests.some((manifest) => pack.namedIn(manifest.text)) || linker.files.some((file) => file.facts.imports.some((row) => pack.isImportedBy(row.module)));
  const roles = new Roles(linker, pack);
  const context: Context = { linker, pack, roles, bridges: new Bridges(linker), callables: new Callables(linker, roles, pack), relevant };
  const exemptions = new Exemptions(config.exempt);
  const serviceOf = serviceNames(config.services);
  const blobs = new Map(files.map((file) => [file.path, file.blob]));
  const results: FileResult[] = [];
  const findingsByFile = new Map<SourceFile, readonly Finding[]>();
  for (const file of linker.files) {
    const findings = findingsOf(context, file);
    if (findings.length > 0) findingsByFile.set(file, findings);
  }
  // Hazards of one file depend on the usages of others.
  const project: Project = { ...context, findings: findingsByFile, manifests };
  for (const file of linker.files) {
    const findings = findingsByFile.get(file) ?? [];
    const exempt = exemptions.of(file);
    const hazards = hazardsOf(project, file, exempt);
    if (findings.length === 0 && hazards.length === 0) continue;
    const category = categoryOf(file, findings);
    results.push({
      path: file.path,
      blob: blobs.get(file.path) ?? '',
      language: file.facts.language,
      service: serviceOf(file, category, findings),
      category,
      lines: file.facts.lineStarts.length,
      usages: usagesOf(file, findings, exempt),
      hazards,
    });
  }
  if (relevant) for (const manifest of manifests) results.push(...manifestResult(manifest, pack, manifestHazards(project, manifest, exemptions.ofPath(manifest.path))));
  results.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
  return { files: results, units: pack.judgements.has('units') ? unitsOf(project, results) : [] };
}

function manifestResult(manifest: Manifest, pack: Pack, hazards: readonly Hazard[]): FileResult[] {
  const drivers = manifestDrivers(pack, manifest.text);
  if (drivers.length === 0 && hazards.length === 0) return [];
  const ordinals = new Map<string, number>();
  const usages = drivers.map((driver): Usage => {
    const ordinal = ordinals.get(driver.api) ?? 0;
    ordinals.set(driver.api, ordinal + 1);
    const reason = driver.mode === 'target' ? 'an async engine can use it' : 'only a sync engine can use it';
    return {
      line: driver.line, column: driver.column, endLine: driver.line, endColumn: driver.column + driver.name.length,
      kind: 'driver', state: driver.mode === 'target' ? 'async' : 'sync', api: driver.api, method: driver.api, awaited: false, asyncContext: false,
      scope: '', ordinal, confidence: 'resolved', reason, evidence: [{ text: `${driver.name} is a dependency`, path: manifest.path, line: driver.line }],
    };
  });
  return [{ path: manifest.path, blob: manifest.blob, language: 'other', service: 'Project files', category: 'database', lines: manifest.text.split('\n').length, usages, hazards }];
}
