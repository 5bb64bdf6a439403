/** Extracted facts by blob: a blob is extracted once per FACTS_VERSION, whatever the number of weeks and projects. */
import { chunksOf } from './insert-rows';
import type { Db } from './open';

export interface CachedFacts {
  /** Encoded by scanner/facts-codec.ts. */
  readonly body: Uint8Array;
  /** JSON of data-quality notes that belong to the content; null for none. */
  readonly notes: string | null;
}

export interface FactsToCache extends CachedFacts {
  readonly blob: string;
  readonly language: string;
}

export class FactsCache {
  readonly #db: Db;
  readonly #version: number;
  readonly #today: string;

  /** `today`: ISO date, noted as the day of last use. */
  constructor(db: Db, version: number, today: string) {
    this.#db = db;
    this.#version = version;
    this.#today = today;
  }

  /** Facts of those blobs that are cached, by blob. */
  async get(language: string, blobs: readonly string[]): Promise<Map<string, CachedFacts>> {
    const found = new Map<string, CachedFacts>();
    for (const chunk of chunksOf(blobs, 1000)) {
      const rows = await this.#db
        .selectFrom('facts')
        .select(['blob', 'body', 'notes', 'used_at'])
        .where('language', '=', language)
        .where('version', '=', this.#version)
        .where('blob', 'in', chunk)
        .execute();
      for (const row of rows) found.set(row.blob, { body: row.body, notes: row.notes });
      const stale = rows.filter((row) => row.used_at < this.#today).map((row) => row.blob);
      await this.#touch(language, stale);
    }
    return found;
  }

  async put(entries: readonly FactsToCache[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      for (const chunk of chunksOf(entries, 200)) {
        await trx
          .insertInto('facts')
          .values(chunk.map(({ blob, language, body, notes }) => ({ blob, language, version: this.#version, body: asBuffer(body), notes, used_at: this.#today })))
          .onConflict((conflict) => conflict.columns(['blob', 'language', 'version']).doNothing())
          .execute();
      }
    });
  }

  /** Drops facts of other versions and those not used since `before` (ISO date); gives how many. */
  async prune(before: string): Promise<number> {
    const result = await this.#db
      .deleteFrom('facts')
      .where(({ or, eb }) => or([eb('version', '<>', this.#version), eb('used_at', '<', before)]))
      .executeTakeFirst();
    return Number(result.numDeletedRows);
  }

  async #touch(language: string, blobs: readonly string[]): Promise<void> {
    if (blobs.length === 0) return;
    await this.#db
      .updateTable('facts')
      .set({ used_at: this.#today })
      .where('language', '=', language)
      .where('version', '=', this.#version)
      .where('blob', 'in', blobs)
      .execute();
  }
}

/** The driver binds Buffers as blobs, and would bind a plain Uint8Array as text. */
function asBuffer(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
