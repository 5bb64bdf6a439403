import type { Insertable, Kysely } from 'kysely';
import type { ConversionUnit, FileResult } from '../../scanner/snapshot';
import type { Database, SnapshotTable } from './schema';
import type { Contents } from './snapshot-contents';

/** A snapshot as this process stored it: its row, what lies in the tables below it, and what that was made from. */
export interface StoredSnapshot {
  readonly id: number;
  readonly row: Insertable<SnapshotTable>;
  readonly contents: Contents;
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly units: readonly StoredUnit[];
  /** Ids by `groupKey`. */
  readonly groups: ReadonlyMap<string, number>;
  /** Of the latest state: every path of its tree. */
  readonly paths: ReadonlySet<string> | null;
  /** The lineage that was made last, in any project. */
  readonly lastFile: number;
}

export interface StoredFile {
  readonly file: FileResult;
  readonly fileId: number;
  readonly verdictId: number;
}

export interface StoredUnit {
  readonly unit: ConversionUnit;
  readonly bodyId: number;
}

/**
 * The state of a project that this process stored last. Handed from one save to the next, it makes the next cost what
 * changed: what was stored then need not be looked for, compared or written again.
 */
export class StoredState {
  #last: StoredSnapshot | null = null;

  /** To be called when the transaction is through. */
  keep(snapshot: StoredSnapshot): void {
    this.#last = snapshot;
  }

  /** Every path of the tree of a stored state; null where this process did not store that one, or not last. */
  pathsOf({ id, scannedAt }: { readonly id: number; readonly scannedAt: string }): ReadonlySet<string> | null {
    return this.#last?.id === id && this.#last.row.scanned_at === scannedAt ? this.#last.paths : null;
  }

  /** The snapshot, where it is in the database as it was stored; null where somebody replaced, removed or changed it since. */
  async confirmed(trx: Kysely<Database>): Promise<StoredSnapshot | null> {
    if (this.#last === null) return null;
    const { id, row } = this.#last;
    const now = await trx.selectFrom('snapshot').selectAll().where('id', '=', id).executeTakeFirst();
    // An exemption that changed what it counts raised its revision.
    const isAsStored = now !== undefined && now.revision === 0 && (Object.keys(row) as (keyof typeof row)[]).every((column) => now[column] === row[column]);
    return isAsStored ? this.#last : null;
  }
}
