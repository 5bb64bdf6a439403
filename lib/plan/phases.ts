import type { FileResult } from '../../scanner/snapshot';
import { DEFAULT_CONFIG, type Config } from '../config/config';
import { derivePhases, type ProposedPhase } from '../config/derive-phases';
import { phaseFinder } from '../config/phases';

/** The phases of the configuration with their files, or derived ones where nobody has planned any. */
export function plannedPhases(config: Config, files: readonly FileResult[]): ProposedPhase[] {
  if (JSON.stringify(config.phases) === JSON.stringify(DEFAULT_CONFIG.phases)) return derivePhases(files);
  const phaseOf = phaseFinder(config);
  return config.phases.map(({ name, weeks, match }) => ({
    name,
    weeks,
    match: { ...(match.category && { category: match.category }), ...(match.service && { service: match.service }) },
    files: files.filter((file) => phaseOf(file) === name),
  }));
}
