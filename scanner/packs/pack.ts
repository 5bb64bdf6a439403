/** What Awaited knows about one kind of migration. */
import type { UsageKind } from '../../lib/migration';
import type { StructuralHint } from '../link/structure';

/** What an object of a known class is to the migration. */
export interface Role {
  readonly role: 'session' | 'session-factory' | 'engine' | 'connection' | 'query' | 'model-base';
  readonly mode: 'legacy' | 'target';
  /** Name used in `Usage.api`: `Session` for a scoped session as well. */
  readonly api: string;
}

export interface Pack {
  readonly name: string;
  /** Stub source of libraries by module (see library/). */
  readonly library: Readonly<Record<string, string>>;
  /** Classes by qualified name. A project's subclass has the role of its base. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Further library classes whose methods may be operations: SQLModel's sessions. */
  readonly extensions: readonly string[];
  /** Methods that are counted under another kind than their receiver's operations. */
  readonly memberKinds: Readonly<Record<string, UsageKind>>;
  /** Members of the legacy session that the target does not have. */
  readonly removed: ReadonlySet<string>;
  /** Library classes that are called to make a factory, and give their role to what they make. */
  readonly factories: ReadonlySet<string>;
  /** Library functions that make a declarative base. */
  readonly baseFunctions: ReadonlySet<string>;
  /** Classes that put a declarative base on the target. */
  readonly baseMixins: ReadonlySet<string>;
  /** Library functions whose result is made, not handed out: `create_engine`. */
  readonly engines: ReadonlySet<string>;
  /** Library functions that pass a session on without opening one. */
  readonly passing: ReadonlySet<string>;
  /** Database drivers by name in dependencies and URLs, lower case. */
  readonly drivers: Readonly<Record<string, 'legacy' | 'target'>>;
  /** Receivers that nothing resolves are guessed to be sessions by their name and a method that only sessions have. */
  readonly guess: { readonly names: RegExp; readonly methods: ReadonlySet<string> };
  /** Methods that give their receiver away. */
  readonly hints: readonly StructuralHint[];
  /** Public methods of the classes above that are no operations. */
  readonly notOperations: ReadonlySet<string>;
  /** Library functions that run legacy code beside the event loop. */
  readonly bridges: ReadonlySet<string>;
}
