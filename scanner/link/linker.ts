/**
 * The linked project: files, modules and the questions that can be asked about them. Nothing is computed before it is
 * asked for; what was found is remembered (see answers.ts). The answers are the work of the files beside this one.
 */
import type { Binding, FileFacts } from '../facts';
import { Answers, type Answer, type AnswerTable } from './answers';
import { CallSites } from './call-sites';
import { Fixtures } from './fixtures';
import { Modules } from './modules';
import type { SettingsFile } from './path-mappings';
import { SourceFile } from './source-file';
import type { StructuralHint } from './structure';
import type { ClassRef, FunctionRef, Type } from './types';
import type { ClassInfo } from './classes';

/** One file to be linked. `module` is given for library descriptions only. */
export interface LinkInput {
  readonly path: string;
  readonly facts: FileFacts;
  readonly module?: string;
}

export interface LinkOptions {
  readonly roots: readonly string[];
  /** Folders with a project file (pyproject.toml …). */
  readonly homes: ReadonlySet<string>;
  /** What says where imports of TypeScript lead: tsconfig.json, package.json. */
  readonly settings?: readonly SettingsFile[];
  /** Library functions that run legacy code off the event loop's thread: `sqlalchemy.ext.asyncio.AsyncSession.run_sync`. */
  readonly bridges: ReadonlySet<string>;
  /** Names that are worth asking what they must be, when nothing says what they are. */
  readonly suggestive: RegExp;
  readonly hints: readonly StructuralHint[];
  /** Parses the text of a string annotation. */
  readonly parseExpression: (text: string) => FileFacts;
}

export class Linker {
  /** Project files in the order given; library descriptions are not among them. */
  readonly files: readonly SourceFile[];
  readonly libraries: readonly SourceFile[];
  readonly modules: Modules;
  readonly callSites: CallSites;
  readonly fixtures: Fixtures;
  readonly answers = new Answers();
  readonly nodeTypes = new Tables<number>();
  readonly annotationTypes = new Tables<number>();
  readonly bindingTypes: AnswerTable<Binding> = new Map();
  readonly functionTypes = new Tables<number>();
  readonly returnTypes = new Tables<number>();
  readonly parameterTypes = new Tables<string>();
  readonly attributeTypes = new Tables<string>();
  readonly classInfos = new Tables<number, ClassInfo>();
  readonly #qualified = new Tables<number, string>();
  readonly #strings = new Map<string, SourceFile>();
  #nextId: number;

  constructor(
    inputs: readonly LinkInput[],
    readonly options: LinkOptions,
  ) {
    const all = inputs.map((input, id) => new SourceFile(id, input.path, input.module ?? '', input.facts, input.module !== undefined));
    this.#nextId = all.length;
    this.files = all.filter((file) => !file.library);
    this.libraries = all.filter((file) => file.library);
    this.modules = new Modules(all, options.roots, options.homes, options.settings);
    this.callSites = new CallSites(this.files);
    this.fixtures = new Fixtures(this.files);
  }

  /** The expression in a string annotation, its names looked up where the string stands. */
  expressionIn(text: string, file: SourceFile, block: number, at: number): SourceFile {
    const key = `${file.id} ${block} ${text}`;
    let parsed = this.#strings.get(key);
    if (parsed === undefined) {
      const host = file.host ?? { file, block, at };
      parsed = new SourceFile(this.#nextId++, file.path, file.module, this.options.parseExpression(text), file.library, host);
      this.#strings.set(key, parsed);
    }
    return parsed;
  }

  /** `sqlalchemy.orm.Session`; for a project class its module path and name. */
  qualifiedName(ref: ClassRef | FunctionRef): string {
    const names = this.#qualified.of(ref.file);
    let known = names.get(ref.scope);
    if (known === undefined) {
      const name = ref.file.qualifiedName(ref.scope);
      names.set(ref.scope, (known = ref.file.library ? `${ref.file.module}.${name}` : `${ref.file.path}:${name}`));
    }
    return known;
  }

  /** A class of a library description: `builtins.list`. */
  libraryClass(qualified: string): ClassRef | undefined {
    const dot = qualified.lastIndexOf('.');
    const file = this.modules.library(qualified.slice(0, dot));
    const binding = file?.bindingsOf(0).get(qualified.slice(dot + 1))?.[0];
    return file === undefined || binding?.kind !== 'definition' ? undefined : { file, scope: binding.row };
  }

  /** Whether a type is the library's class or function of this name. */
  isLibrary(type: Type, qualified: string): boolean {
    return (type.kind === 'class' || type.kind === 'function') && type.of.file.library && this.qualifiedName(type.of) === qualified;
  }
}

/** A table for each file. */
class Tables<K, V = Answer> {
  readonly #tables: Map<K, V>[] = [];

  of(file: SourceFile): Map<K, V> {
    return (this.#tables[file.id] ??= new Map());
  }
}
