import { Analyser, type AnalyserOptions, type AnalysisConfig } from './analyse';
import { FactsMemory } from './facts-memory';
import type { Pack } from './packs/pack';

/** What one scan of a project leaves for the next: facts of its files, and all that was concluded from them. */
export class ProjectMemory {
  readonly facts = new FactsMemory();
  #analyser: { readonly key: string; readonly analyser: Analyser } | undefined;

  /** @param options `isKept`: whether other scans will follow */
  constructor(private readonly options: AnalyserOptions = { isKept: true }) {}

  /** Whether every file of the last state was judged in time. */
  get isWhole(): boolean {
    return this.#analyser?.analyser.isWhole ?? true;
  }

  /** The analyser of the scan before, where that was made with the same settings. */
  analyser(config: AnalysisConfig, pack: Pack): Analyser {
    const key = JSON.stringify([config, pack.name, pack.digest]);
    if (this.#analyser?.key !== key) this.#analyser = { key, analyser: new Analyser(config, pack, this.options) };
    return this.#analyser.analyser;
  }
}
