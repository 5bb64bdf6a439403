/** What Awaited knows about one kind of migration, as linking and classifying use it; `document.ts` is what people write. */
import type { HazardRuleName } from '../../lib/hazards';
import type { UsageKind } from '../../lib/migration';
import type { Language } from '../facts';
import type { StructuralHint } from '../link/structure';
import type { Presentation } from './document';

export const ROLES = ['session', 'session-factory', 'engine', 'connection', 'query', 'model-base'] as const;

/** Judgements of `classify/` that not every pack needs. */
export const JUDGEMENTS = ['opens', 'missing-opens', 'definitions', 'constructions', 'migration-env', 'drivers', 'units'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

export type Side = 'legacy' | 'target';

/** What an object of a known class is to the migration. */
export interface Role {
  readonly role: (typeof ROLES)[number];
  readonly mode: Side;
  /** Name used in `Usage.api`: `Session` for a scoped session as well. */
  readonly api: string;
  /** Methods that count; absent: all public ones, on the side of the class. */
  readonly operations?: ReadonlyMap<string, Operation> | undefined;
}

export interface Operation {
  readonly side: Side;
  readonly kind?: UsageKind | undefined;
  /** Side of a call that is given a literal text first. */
  readonly text?: Side | undefined;
  /** Position of an argument that may be an object of options: only calls that give something else there count. */
  readonly options?: number | undefined;
}

/** A name of the library whose calls, or whose every mention, count. */
export interface Symbol {
  readonly side: Side;
  readonly kind: UsageKind;
  readonly api: string;
  /** Calls with fewer arguments are none, and neither is the name alone. */
  readonly leastArguments?: number | undefined;
  /** What puts a call on the target when it is taken from its result. */
  readonly targetWith?: ReadonlySet<string> | undefined;
}

export interface Pack {
  readonly name: string;
  readonly title: string;
  readonly presentation: Presentation;
  readonly language: Language;
  /** Digest of a team's own pack; null: it comes with Awaited, and RULES_VERSION stands for it. */
  readonly digest: string | null;
  /** Stub source of libraries by module (see library/). */
  readonly library: Readonly<Record<string, string>>;
  /** Whether a manifest names one of the pack's packages. */
  readonly namedIn: (manifest: string) => boolean;
  /** Whether an import of a module shows that the project uses the library. */
  readonly isImportedBy: (module: string) => boolean;
  readonly judgements: ReadonlySet<Judgement>;
  readonly hazards: ReadonlySet<HazardRuleName>;
  /** Whether legacy code inside `async def` stops the event loop. */
  readonly blocking: boolean;
  /** Classes by qualified name. A project's subclass has the role of its base. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Functions by qualified name, whose calls count. */
  readonly functions: ReadonlyMap<string, Symbol>;
  /** Functions and classes by qualified name that count wherever they stand. */
  readonly mentions: ReadonlyMap<string, Symbol>;
  /** Modules that count where they are imported. */
  readonly imports: ReadonlyMap<string, Symbol>;
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
  readonly drivers: Readonly<Record<string, Side>>;
  /** Receivers that nothing resolves are guessed to be sessions by their name and a method that only sessions have. */
  readonly guess: Guess;
  /** Methods that give their receiver away. */
  readonly hints: readonly StructuralHint[];
  /** Keys by which an object of options is known. */
  readonly optionKeys: ReadonlySet<string>;
  /** Public methods of the classes above that are no operations. */
  readonly notOperations: ReadonlySet<string>;
  /** Library functions that run legacy code beside the event loop. */
  readonly bridges: ReadonlySet<string>;
}

export interface Guess {
  readonly api: string;
  readonly names: RegExp;
  readonly methods: ReadonlySet<string>;
  /** Methods of what a model's query attribute gives. */
  readonly chains: ReadonlySet<string>;
  /** Outside things with such a path may be one. */
  readonly paths: RegExp;
  /** Outside things with such a path are none. */
  readonly lookAlikes: RegExp;
}
