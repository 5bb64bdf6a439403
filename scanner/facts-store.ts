import type { Language } from './facts';
import type { QualityNote } from './snapshot';

/** What the data-quality list says about a content, wherever it lies. */
export type ContentNote = Omit<QualityNote, 'path'>;

export interface StoredFacts {
  readonly blob: string;
  readonly language: Language;
  /** Encoded by facts-codec.ts. */
  readonly body: Uint8Array;
  readonly notes: readonly ContentNote[];
}

/** Remembers facts of the present FACTS_VERSION between scans. */
export interface FactsStore {
  /** Those of the blobs that are known, by blob. */
  get(language: Language, blobs: readonly string[]): Promise<ReadonlyMap<string, StoredFacts>>;
  put(entries: readonly StoredFacts[]): Promise<void>;
}

/** Forgets everything: for scans without a database. */
export const NO_STORE: FactsStore = {
  get: async () => new Map(),
  put: async () => {},
};
