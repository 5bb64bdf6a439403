/** link and classify: from the facts of all files to what the migration must know about them. */
import type { FileFacts } from './facts';
import type { ConversionUnit, FileResult } from './snapshot';

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

const MANIFEST = /(^|\/)(pyproject\.toml|setup\.(py|cfg)|requirements[^/]*\.(txt|in)|requirements\/[^/]+\.(txt|in)|Pipfile|environment\.ya?ml|alembic\.ini|pytest\.ini|tox\.ini|package\.json)$/;

/** Whether a path names a file that `analyse` wants as a manifest. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

export function analyse(
  files: readonly ExtractedFile[],
  manifests: readonly Manifest[],
  config: AnalysisConfig,
  pack: string,
): Analysis {
  void files, manifests, config, pack;
  return { files: [], units: [] };
}
