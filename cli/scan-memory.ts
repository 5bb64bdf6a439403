import { StoredState } from '../lib/db/stored-state';
import type { Repository } from '../scanner/git';
import { ProjectMemory } from '../scanner/project-memory';
import { TreeMemory } from '../scanner/tree-memory';
import { ownersAt, type OwnersOf } from './owners';

/** What one scan of a project leaves for the next one in this process: then that costs what changed. */
export class ScanMemory {
  /** What was listed. */
  readonly tree = new TreeMemory();
  /** What was read, and what was concluded from it. */
  readonly project: ProjectMemory;
  /** What was stored. */
  readonly stored = new StoredState();
  #owners: { readonly commit: string; readonly of: OwnersOf } | null = null;

  /** @param options `isKept`: whether other scans will follow */
  constructor(options = { isKept: true }) {
    this.project = new ProjectMemory(options);
  }

  /** Who owns files at a commit. */
  async ownersAt(repository: Repository, commit: string): Promise<OwnersOf> {
    if (this.#owners?.commit !== commit) this.#owners = { commit, of: await ownersAt(repository, commit) };
    return this.#owners.of;
  }
}
