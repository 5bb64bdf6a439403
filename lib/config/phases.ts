import type { FileResult } from '../../scanner/snapshot';
import type { Config, Phase } from './config';
import { matcherOf, type PathMatcher } from './glob';

/** What decides the phase of a file. */
export type PhaseSubject = Pick<FileResult, 'path' | 'service' | 'category' | 'language'>;

/** Name of the first phase that matches; null: unplanned. For many files make a `phaseFinder` once. */
export function phaseOf(file: PhaseSubject, config: Config): string | null {
  return phaseFinder(config)(file);
}

export function phaseFinder(config: Config): (file: PhaseSubject) => string | null {
  const rules = config.phases.map((phase) => ({ name: phase.name, matches: ruleOf(phase) }));
  return (file) => rules.find((rule) => rule.matches(file))?.name ?? null;
}

function ruleOf({ match }: Phase): (file: PhaseSubject) => boolean {
  const services = match.service && new Set(match.service);
  const paths: PathMatcher | undefined = match.path && matcherOf(match.path);
  return (file) =>
    (!match.category || match.category.some((category) => category === kindOf(file))) &&
    (!services || services.has(file.service)) &&
    (!paths || paths(file.path));
}

/** A dependency list is no source file, whatever category its folder suggests; `alembic.ini` stays with the migrations. */
function kindOf(file: PhaseSubject): PhaseSubject['category'] | 'driver' {
  return file.language === 'other' && file.category !== 'migration-env' ? 'driver' : file.category;
}
