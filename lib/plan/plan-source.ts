import type { FileResult, Snapshot, Usage } from '../../scanner/snapshot';
import type { Config } from '../config/config';
import type { ExemptEntry } from '../exemptions';
import type { ProposedPhase } from '../config/derive-phases';
import type { ManifestText } from './dependencies';
import { isOpen } from '../effort';

/** All that a plan document is made of. */
export interface PlanSource {
  readonly project: string;
  readonly config: Config;
  readonly snapshot: Snapshot;
  /** What people exempted on the board. */
  readonly exemptions: readonly ExemptEntry[];
  /** With what belongs to each; from the configuration, or derived where it names none. */
  readonly phases: readonly ProposedPhase[];
  /** Text of the files with usages, by path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly manifests: readonly ManifestText[];
  /** Places that declare a relationship between models, in any source file. */
  readonly relationships: readonly { readonly path: string; readonly line: number }[];
}

export interface PlacedUsage extends Usage {
  readonly path: string;
}

/** Usages of some kind that are still to be converted, with their files. */
export function openUsages(files: readonly FileResult[], wanted: (usage: Usage, file: FileResult) => boolean = () => true): PlacedUsage[] {
  return files.flatMap((file) => file.usages.filter((usage) => isOpen(usage) && wanted(usage, file)).map((usage) => ({ ...usage, path: file.path })));
}
