import { createHash } from 'node:crypto';
import type { AnalysisConfig } from './analyse';
import { FACTS_VERSION } from './facts';
import type { Pack } from './packs/pack';

/** Rises with each change of what linking, classifying or a pack says about the same facts. */
export const RULES_VERSION = 6;

/** What decides verdicts beside the code: part of it may be anything JSON can say, such as the phases. */
export interface RulesInput {
  readonly pack: Pick<Pack, 'name' | 'digest'>;
  readonly config: AnalysisConfig;
  readonly exclude: readonly string[];
  readonly more?: unknown;
}

/** A short digest; two snapshots with the same one are comparable. */
export function rulesDigest({ pack, config, exclude, more }: RulesInput): string {
  const { roots, services, exempt } = config;
  const content = [FACTS_VERSION, RULES_VERSION, pack.digest === null ? pack.name : [pack.name, pack.digest], roots, Object.entries(services), exempt.map(({ path, reason }) => [path, reason]), exclude, more ?? null];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
