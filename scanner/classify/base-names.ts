/** By name, what may make a base of models: the pack's own names, and those the project gives to them. */
import { Node, type Binding, type Import } from '../facts';
import { lastName } from '../link/call-sites';
import { Lookups } from '../link/lookups';
import type { Footprint, Reads } from '../link/reads';
import type { SourceFile } from '../link/source-file';

interface Renaming {
  readonly from: string;
  readonly to: string;
}

export class BaseNames {
  readonly #pack: readonly string[];
  readonly #renamings = new WeakMap<SourceFile, readonly Renaming[]>();
  readonly #lookups: Lookups;
  #names: ReadonlySet<string>;

  /** @param qualified names of the pack: `sqlalchemy.orm.declarative_base` */
  constructor(reads: Reads, qualified: readonly string[]) {
    this.#pack = qualified.map((name) => name.slice(name.lastIndexOf('.') + 1));
    this.#names = new Set(this.#pack);
    this.#lookups = new Lookups(reads);
  }

  has(name: string): boolean {
    this.#lookups.note(name);
    return this.#names.has(name);
  }

  /** Gives what stands for the names that make a base now and did not, or no longer do. */
  update(files: readonly SourceFile[]): Footprint[] {
    const renamed = new Map<string, string[]>();
    for (const file of files) {
      for (const { from, to } of this.#renamingsIn(file)) {
        const names = renamed.get(from);
        if (names === undefined) renamed.set(from, [to]);
        else names.push(to);
      }
    }
    const names = new Set(this.#pack);
    // A set grows while it is walked: each name is visited once.
    for (const name of names) for (const other of renamed.get(name) ?? []) names.add(other);
    const earlier = this.#names;
    this.#names = names;
    return this.#lookups.of([...[...names].filter((name) => !earlier.has(name)), ...[...earlier].filter((name) => !names.has(name))]);
  }

  #renamingsIn(file: SourceFile): readonly Renaming[] {
    let found = this.#renamings.get(file);
    if (found === undefined) this.#renamings.set(file, (found = renamingsIn(file)));
    return found;
  }
}

/** `make_base = declarative_base`, `from sqlalchemy.orm import declarative_base as make_base` */
function renamingsIn(file: SourceFile): readonly Renaming[] {
  const assigned = file.facts.bindings.flatMap((binding): Renaming[] => {
    const kind = file.kind(binding.value);
    if (binding.kind === 'definition' || binding.kind === 'import' || (kind !== Node.Name && kind !== Node.Attribute)) return [];
    return [{ from: lastName(file, binding.value), to: targetName(file, binding) }];
  });
  return [...assigned, ...file.facts.imports.flatMap((row) => (isRenamed(row) ? [{ from: row.name, to: row.alias }] : []))];
}

/** The last name of what a binding gives a value to. */
export function targetName(file: SourceFile, binding: Binding): string {
  return binding.name !== '' ? binding.name : lastName(file, binding.target);
}

export function isRenamed(row: Import): boolean {
  return row.alias !== '' && row.alias !== row.name;
}
