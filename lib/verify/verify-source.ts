import type { FileResult, Hazard, Snapshot, Usage } from '../../scanner/snapshot';
import type { Config } from '../config/config';
import type { ExemptEntry } from '../exemptions';
import type { HazardRuleName } from '../hazards';
import type { ManifestText } from '../plan/dependencies';

/** All that a completion report is made of. */
export interface VerifySource {
  readonly project: string;
  readonly config: Config;
  readonly snapshot: Snapshot;
  /** What people exempted on the board, and whether there is a board to know it from. */
  readonly board: { readonly isKnown: boolean; readonly entries: readonly ExemptEntry[] };
  readonly manifests: readonly ManifestText[];
  /** Imports of the old API, in any source file that is read. */
  readonly legacyImports: readonly LegacyImport[];
  /** ISO date since which nothing has been open, as far back as was looked; null: something is open. */
  readonly completeSince: string | null;
  /** ISO date that soaking is measured against. */
  readonly today: string;
}

export interface LegacyImport {
  readonly path: string;
  readonly line: number;
  /** `sqlalchemy.orm.Session` */
  readonly name: string;
}

/** One line behind a claim. */
export interface Evidence {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Usages that keep a migration from being complete: everything in scope that is not on the new API and right. */
export function openIn(files: readonly FileResult[]): { file: FileResult; usage: Usage }[] {
  return files.flatMap((file) => file.usages.filter((usage) => usage.state !== 'async' && usage.state !== 'exempt').map((usage) => ({ file, usage })));
}

/** Hazards of some rules, certain and not exempt. */
export function hazardsIn(files: readonly FileResult[], ...rules: readonly HazardRuleName[]): { file: FileResult; hazard: Hazard }[] {
  return files.flatMap((file) =>
    file.hazards
      .filter((hazard) => hazard.certainty === 'certain' && hazard.exempt === null && (rules.length === 0 || rules.some((rule) => rule === hazard.rule)))
      .map((hazard) => ({ file, hazard })),
  );
}
