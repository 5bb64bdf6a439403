import { commitDate, runGit, type Repository } from './git';
import type { ObjectReader } from './git-objects';
import { confirmCommit, notRegular, readObjects, SYMLINK, treeEntries } from './revision-source';
import type { QualityNote } from './snapshot';
import { byPath, MAX_SOURCE_BYTES, tooLarge, type Source, type SourceFile, type Wanted } from './source';
import { diffTrees, type TreeChange } from './tree-diff';

interface Entry {
  readonly mode: string;
  readonly blob: string;
}

/**
 * One commit's tree that goes from commit to commit by what differs between them, newest first. For each path it knows
 * the lineage: the path under which the file is known in the newest state, or was last known before it was deleted.
 */
export class HistoryTree<Lineage> {
  readonly #repository: Repository;
  readonly #objects: ObjectReader;
  #commit: string;
  #entries: Map<string, Entry>;
  #lineages: Map<string, Lineage>;

  private constructor(repository: Repository, objects: ObjectReader, commit: string, entries: Map<string, Entry>) {
    this.#repository = repository;
    this.#objects = objects;
    this.#commit = commit;
    this.#entries = entries;
    this.#lineages = new Map();
  }

  static async at<Lineage>(repository: Repository, objects: ObjectReader, commit: string): Promise<HistoryTree<Lineage>> {
    const entries = new Map<string, Entry>();
    for (const { mode, blob, path } of treeEntries(await runGit(repository, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]))) {
      entries.set(path, { mode, blob });
    }
    return new HistoryTree(repository, objects, commit, entries);
  }

  get commit(): string {
    return this.#commit;
  }

  /** Path → lineage, for the paths whose lineage is known. */
  get lineages(): ReadonlyMap<string, Lineage> {
    return this.#lineages;
  }

  /** Says what a path's lineage is where the tree does not know yet. */
  learn(path: string, lineage: Lineage): void {
    if (this.#entries.has(path) && !this.#lineages.has(path)) this.#lineages.set(path, lineage);
  }

  /** What `goTo` needs to know; may be asked for ahead of time, for a step from `from`. */
  changesTo(commit: string, from: string): Promise<TreeChange[]> {
    return commit === from ? Promise.resolve([]) : diffTrees(this.#repository, commit, from);
  }

  /** Goes back to an older commit, or to any other. */
  goTo(commit: string, changes: readonly TreeChange[]): void {
    const moved = new Map<string, Lineage>();
    for (const change of changes) {
      const lineage = this.#lineages.get(change.path);
      if (change.oldMode !== ABSENT && lineage !== undefined) moved.set(change.oldPath, lineage);
      this.#entries.delete(change.path);
      this.#lineages.delete(change.path);
    }
    for (const { oldMode, oldBlob, oldPath } of changes) {
      if (oldMode !== ABSENT) this.#entries.set(oldPath, { mode: oldMode, blob: oldBlob });
    }
    for (const [path, lineage] of moved) this.#lineages.set(path, lineage);
    this.#commit = commit;
  }

  /** The tree as something to scan. `sizes` of blobs are asked of git once, for as long as the map is handed on. */
  async source(isWanted: Wanted, sizes: Map<string, number>): Promise<Source> {
    const files: SourceFile[] = [];
    const notes: QualityNote[] = [];
    const wanted: [string, string][] = [];
    for (const [path, { mode, blob }] of this.#entries) {
      const special = notRegular(mode, path, isWanted);
      if (special) notes.push(special);
      else if (mode !== SYMLINK && isWanted(path)) wanted.push([path, blob]);
    }
    const unknown = [...new Set(wanted.map(([, blob]) => blob).filter((blob) => !sizes.has(blob)))];
    for (const [blob, size] of await this.#objects.sizes(unknown)) sizes.set(blob, size);
    for (const [path, blob] of wanted) {
      const size = sizes.get(blob) ?? 0;
      if (size > MAX_SOURCE_BYTES) notes.push(tooLarge(path, size));
      else files.push({ path, blob, size });
    }
    const commit = this.#commit;
    return {
      commit,
      base: commit,
      at: await this.#date(),
      files: files.sort(byPath),
      paths: new Set(this.#entries.keys()),
      notes,
      read: (some, note) => readObjects(this.#objects, some, note, () => confirmCommit(this.#repository, commit)),
      isUnchanged: async () => true,
      close: async () => {},
    };
  }

  /** Of the reader that is there: git as a process of its own for each week would cost more than all its contents. */
  async #date(): Promise<string> {
    for await (const { content } of this.#objects.read([this.#commit])) {
      const [, seconds] = /^committer .*> (\d+) /m.exec(content?.toString('latin1').split('\n\n', 1)[0] ?? '') ?? [];
      if (seconds !== undefined) return new Date(Number(seconds) * 1000).toISOString();
    }
    return commitDate(this.#repository, this.#commit);
  }
}

const ABSENT = '000000';
