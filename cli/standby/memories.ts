import { rulesDigest } from '../../scanner/rules';
import { NO_STORE } from '../../scanner/facts-store';
import type { Snapshot } from '../../scanner/snapshot';
import { settingsOf, type OpenProject } from '../open-project';
import { ScanMemory } from '../scan-memory';
import type { Snapshots } from '../snapshot-cache';

/** What is kept of one migration. */
export class Memory extends ScanMemory {
  /** Rules of the last state that was read with it. */
  rules: string | null = null;
  #base: Snapshot | null = null;
  #unsaved: (() => Promise<void>) | null = null;

  /** Keeps the base at hand that was last compared with: reading it anew takes longer than all the rest. */
  recalling(snapshots: Snapshots): Snapshots {
    return {
      get: async (commit, rules, toolVersion) => {
        const held = this.#base;
        if (held?.commit === commit && held.rules === rules && held.toolVersion === toolVersion) return held;
        return (this.#base = (await snapshots.get(commit, rules, toolVersion)) ?? null);
      },
      put: (snapshot) => {
        this.#base = snapshot;
        this.#unsaved = () => snapshots.put(snapshot);
        return Promise.resolve();
      },
    };
  }

  /** Writes down for others what was found of a base: nobody shall wait for that. */
  async save(): Promise<void> {
    const save = this.#unsaved;
    this.#unsaved = null;
    await save?.();
  }
}

/** What a process that stays keeps of the migrations of a repository. One piece of work at a time goes on with it. */
export class Memories {
  readonly #kept = new Map<string, Memory>();
  #last: Promise<unknown> = Promise.resolve();

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  of({ pack }: OpenProject): Memory {
    let memory = this.#kept.get(pack.name);
    if (memory === undefined) this.#kept.set(pack.name, (memory = new Memory()));
    return memory;
  }

  /** Whether a state with this very configuration was read: then another one costs what changed, else as much as alone. */
  isWarm(project: OpenProject): boolean {
    return this.#kept.get(project.pack.name)?.rules === rulesOf(project);
  }

  /** Notes that a state of a project was read. */
  warmed(project: OpenProject): void {
    this.of(project).rules = rulesOf(project);
  }

  forget({ pack }: OpenProject): void {
    this.#kept.delete(pack.name);
  }

  async save(): Promise<void> {
    for (const memory of this.#kept.values()) await memory.save();
  }

  /** Forgets migrations that are configured no more. */
  keepOnly(projects: readonly OpenProject[]): void {
    const names = new Set(projects.map(({ pack }) => pack.name));
    for (const name of this.#kept.keys()) if (!names.has(name)) this.#kept.delete(name);
  }
}

function rulesOf(project: OpenProject): string {
  return rulesDigest(settingsOf(project, NO_STORE));
}
