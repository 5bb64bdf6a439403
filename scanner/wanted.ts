import { isManifest } from './analyse';
import { languageOf } from './extract';
import type { Language } from './facts';
import type { QualityNote } from './snapshot';
import type { Wanted } from './source';

/** Folders of installed packages: somebody else's code, even where it lies in the tree. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|\.venv|venv|\.tox|\.nox)\//;

export interface WantedFiles {
  readonly wanted: Wanted;
  /** Names the folders that were left out. */
  notes(): QualityNote[];
}

/** Sources of a language and manifests, but for what the configuration excludes and for installed packages. */
export function wantedFiles(language: Language, isExcluded: (path: string) => boolean): WantedFiles {
  const skipped = new Map<string, number>();
  return {
    wanted(path) {
      if (languageOf(path) !== language && !isManifest(path)) return false;
      const installed = INSTALLED.exec(path);
      if (!installed) return !isExcluded(path);
      const folder = path.slice(0, installed.index + installed[0].length);
      skipped.set(folder, (skipped.get(folder) ?? 0) + 1);
      return false;
    },
    notes: () => [...skipped.keys()].map((path) => ({ kind: 'skipped', path, line: null, message: 'Installed packages; not read.' })),
  };
}
