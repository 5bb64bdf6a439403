/** What a value is to the migration. */
import { classInfo } from '../link/class-info';
import type { Linker } from '../link/linker';
import { awaited, entered, iterated } from '../link/protocols';
import { found, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { membersOf, type ClassRef, type Instance, type Type } from '../link/types';
import type { Pack, Role } from '../packs/pack';

/** An alternative of a type that has a role. */
export interface Player extends Role {
  readonly type: Instance;
  /** The library class that gives the role. */
  readonly library: string;
}

interface ClassRole {
  readonly role: Role;
  readonly library: string;
}

export class Roles {
  readonly #byClass = new WeakMap<SourceFile, Map<number, Found<ClassRole | null>>>();
  readonly #handed = new WeakMap<Type, Found<readonly Player[]>>();

  constructor(
    private readonly linker: Linker,
    private readonly pack: Pack,
  ) {}

  ofInstance(type: Instance): Player | undefined {
    let ofFile = this.#byClass.get(type.of.file);
    if (ofFile === undefined) this.#byClass.set(type.of.file, (ofFile = new Map<number, Found<ClassRole | null>>()));
    const known = found(this.linker.reads, ofFile, type.of.scope, () => this.#roleOf(type.of));
    if (known === null) return undefined;
    // Made for each receiver: written out, as engines copy objects far slower than they make one of a known shape.
    const { role, mode, api, operations } = known.role;
    return { role, mode, api, operations, library: known.library, type };
  }

  #roleOf(of: ClassRef): ClassRole | null {
    for (const applied of classInfo(this.linker, of).order) {
      if (!applied.of.file.library) continue;
      const library = this.linker.qualifiedName(applied.of);
      const role = this.pack.roles[library];
      if (role !== undefined) return { role, library };
    }
    return null;
  }

  /** Alternatives with a role. */
  of(type: Type): readonly Player[] {
    return membersOf(type).flatMap((member) => {
      const value = member.kind === 'typevar' && member.bound !== undefined ? member.bound : member;
      return membersOf(value).flatMap((inner) => {
        const player = inner.kind === 'instance' ? this.ofInstance(inner) : undefined;
        return player === undefined ? [] : [player];
      });
    });
  }

  sessions(type: Type): readonly Player[] {
    return this.of(type).filter((player) => player.role === 'session');
  }

  /** Sessions that a value is, or hands out when it is entered, awaited or iterated. */
  handedOut(type: Type): readonly Player[] {
    return found(this.linker.reads, this.#handed, type, () => membersOf(type).flatMap((member) => this.#handedOutBy(member)));
  }

  #handedOutBy(type: Type): readonly Player[] {
    const direct = this.sessions(type);
    if (direct.length > 0) return direct;
    if (type.kind === 'awaitable') return this.handedOut(type.of);
    if (type.kind !== 'instance') return [];
    if (this.ofInstance(type) !== undefined) return [];
    for (const inner of [entered(this.linker, type, false), ...this.#iterations(type)]) {
      const sessions = this.sessions(inner);
      if (sessions.length > 0) return sessions;
    }
    return [];
  }

  /** Only generators and iterators hand out a session by being iterated; a list of sessions is not a way to open one. */
  #iterations(type: Instance): readonly Type[] {
    if (!type.of.file.library || !/^typing\.(Async)?(Iterator|Generator|Iterable)$/.test(this.linker.qualifiedName(type.of))) return [];
    return [iterated(this.linker, type, false), awaited(this.linker, iterated(this.linker, type, true))];
  }
}
