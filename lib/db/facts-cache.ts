/** Extracted facts by blob: a blob is extracted once per FACTS_VERSION, whatever the number of weeks and projects. */
import type { Language } from '../../scanner/facts';
import type { ContentNote, FactsStore, StoredFacts } from '../../scanner/facts-store';
import { chunksOf } from './insert-rows';
import type { Db } from './open';

export class FactsCache implements FactsStore {
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
  async get(language: Language, blobs: readonly string[]): Promise<Map<string, StoredFacts>> {
    const found = new Map<string, StoredFacts>();
    for (const chunk of chunksOf(blobs, 1000)) {
      const rows = await this.#db
        .selectFrom('facts')
        .select(['blob', 'body', 'notes', 'used_at'])
        .where('language', '=', language)
        .where('version', '=', this.#version)
        .where('blob', 'in', chunk)
        .execute();
      for (const row of rows) {
        const notes = row.notes === null ? [] : (JSON.parse(row.notes) as ContentNote[]);
        found.set(row.blob, { blob: row.blob, language, body: row.body, notes });
      }
      const stale = rows.filter((row) => row.used_at < this.#today).map((row) => row.blob);
      await this.#touch(language, stale);
    }
    return found;
  }

  async put(entries: readonly StoredFacts[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      for (const chunk of chunksOf(entries, 200)) {
        await trx
          .insertInto('facts')
          .values(chunk.map((entry) => this.#row(entry)))
          // What is there already is the same, or it was damaged.
          .onConflict((conflict) =>
            conflict.columns(['blob', 'language', 'version']).doUpdateSet(({ ref }) => ({ body: ref('excluded.body'), notes: ref('excluded.notes') })),
          )
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

  #row({ blob, language, body, notes }: StoredFacts) {
    return {
      blob,
      language,
      version: this.#version,
      body: asBuffer(body),
      notes: notes.length === 0 ? null : JSON.stringify(notes),
      used_at: this.#today,
    };
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
