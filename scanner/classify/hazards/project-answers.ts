/**
 * Answers that rest on a whole project, kept from state to state. A rule that asks for one depends on how it comes out:
 * each state finds them anew, and what comes out differently makes the hazards stale that asked.
 */
import { Lookups } from '../../link/lookups';
import type { Footprint, Reads } from '../../link/reads';
import type { Project } from './rule';

interface Kept {
  update(project: Project): Footprint[];
}

export class ProjectAnswers {
  readonly #kept = new Map<unknown, Kept>();

  constructor(readonly reads: Reads) {}

  /** Takes in another state; gives what stands for the answers that come out differently. */
  update(project: Project): Footprint[] {
    return this.reads.unnoticed(() => [...this.#kept.values()].flatMap((kept) => kept.update(project)));
  }

  /** The holder of an answer, made when it is first asked for. */
  of<T extends Kept>(key: unknown, make: () => T, isOne: (kept: Kept) => kept is T): T {
    const known = this.#kept.get(key);
    if (known !== undefined && isOne(known)) return known;
    const made = make();
    this.#kept.set(key, made);
    return made;
  }
}

class Value<T> {
  #value: T;
  #text: string;
  #print: Footprint;

  constructor(
    private readonly reads: Reads,
    private readonly compute: (project: Project) => T,
    project: Project,
  ) {
    this.#value = compute(project);
    this.#text = JSON.stringify(this.#value) ?? '';
    this.#print = reads.thing();
  }

  get value(): T {
    this.reads.note(this.#print);
    return this.#value;
  }

  update(project: Project): Footprint[] {
    this.#value = this.compute(project);
    const text = JSON.stringify(this.#value) ?? '';
    if (text === this.#text) return [];
    const before = this.#print;
    this.#text = text;
    this.#print = this.reads.thing();
    return [before];
  }
}

class Names {
  #names: ReadonlySet<string>;
  readonly #lookups: Lookups;

  constructor(
    reads: Reads,
    private readonly compute: (project: Project) => ReadonlySet<string>,
    project: Project,
  ) {
    this.#names = compute(project);
    this.#lookups = new Lookups(reads);
  }

  has(name: string): boolean {
    this.#lookups.note(name);
    return this.#names.has(name);
  }

  update(project: Project): Footprint[] {
    const before = this.#names;
    this.#names = this.compute(project);
    return this.#lookups.of([...[...this.#names].filter((name) => !before.has(name)), ...[...before].filter((name) => !this.#names.has(name))]);
  }
}

/** A value found once for each state; it must be what JSON can say. */
export function oncePerProject<T>(compute: (project: Project) => T): (project: Project) => T {
  const isValue = (kept: Kept): kept is Value<T> => kept instanceof Value;
  return (project) => project.answers.of(compute, () => project.answers.reads.unnoticed(() => new Value(project.answers.reads, compute, project)), isValue).value;
}

export interface NameTest {
  has(name: string): boolean;
}

/** Names found once for each state; who asks for one depends on that one alone. */
export function namesOfProject(compute: (project: Project) => ReadonlySet<string>): (project: Project) => NameTest {
  const isNames = (kept: Kept): kept is Names => kept instanceof Names;
  return (project) => project.answers.of(compute, () => project.answers.reads.unnoticed(() => new Names(project.answers.reads, compute, project)), isNames);
}
