import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Snapshot } from '../scanner/snapshot';

/** So many states are kept, the oldest go first: a check compares with few bases. */
const KEPT = 6;
const SUFFIX = '.snapshot.gz';

/** What commits were found to be. */
export interface Snapshots {
  get(commit: string, rules: string, toolVersion: string): Promise<Snapshot | null>;
  put(snapshot: Snapshot): Promise<void>;
}

/**
 * Remembers what commits were found to be, beside the database: a check judges a commit once and every later check
 * against it reads the answer. Derived data: it may be deleted at any time, and what cannot be read is made anew.
 */
export class SnapshotCache implements Snapshots {
  readonly #folder: string;

  constructor(databaseFile: string) {
    this.#folder = join(dirname(databaseFile), 'checked');
  }

  async get(commit: string, rules: string, toolVersion: string): Promise<Snapshot | null> {
    const file = this.#fileOf(commit, rules, toolVersion);
    try {
      const snapshot = JSON.parse((await promisify(gunzip)(await readFile(file))).toString()) as Snapshot;
      return snapshot.commit === commit && snapshot.rules === rules ? snapshot : null;
    } catch {
      // Not there, cut short, or from a disk that fails: all the same to a cache.
      return null;
    }
  }

  /** Whole or not at all. A disk that is full or read-only costs speed, nothing else. */
  async put(snapshot: Snapshot): Promise<void> {
    // A machine that stood still must not be remembered as a fault of a file.
    if (snapshot.commit === null || snapshot.quality.some(({ kind }) => kind === 'over-budget')) return;
    const file = this.#fileOf(snapshot.commit, snapshot.rules, snapshot.toolVersion);
    const draft = `${file}.${process.pid}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(draft, await promisify(gzip)(JSON.stringify(snapshot), { level: 1 }));
      await rename(draft, file);
      await this.#prune();
    } catch {
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  #fileOf(commit: string, rules: string, toolVersion: string): string {
    const digest = createHash('sha256').update(JSON.stringify([commit, rules, toolVersion])).digest('hex');
    return join(this.#folder, `${digest.slice(0, 40)}${SUFFIX}`);
  }

  async #prune(): Promise<void> {
    // Drafts of checks that were killed age with the rest.
    const names = (await readdir(this.#folder)).filter((name) => name.includes(SUFFIX));
    const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(this.#folder, name))).mtimeMs })));
    const old = aged.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).slice(KEPT);
    await Promise.all(old.map(({ name }) => rm(join(this.#folder, name), { force: true })));
  }
}
