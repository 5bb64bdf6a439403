import type { Linker } from '../../link/linker';

/** How many functions of the project have a name; counted when somebody asks in a state. */
export class Namesakes {
  #counts: Map<string, number> | undefined;

  constructor(private readonly linker: Linker) {}

  forget(): void {
    this.#counts = undefined;
  }

  of(name: string): number {
    this.#counts ??= this.#count();
    return this.#counts.get(name) ?? 0;
  }

  #count(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const file of this.linker.files) {
      for (const { kind, name } of file.facts.scopes) if (kind === 'function') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }
}
