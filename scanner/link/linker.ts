/**
 * The linked project: files, modules and the questions that can be asked about them. Nothing is computed before it is
 * asked for; what was found is remembered (see answers.ts). The answers are the work of the files beside this one.
 */
import type { Binding, FileFacts } from '../facts';
import { Answers, type Answer } from './answers';
import { CallSites, type AttributeAssignment, type CallSite, type Reference } from './call-sites';
import { Fixtures } from './fixtures';
import { ModuleLookups, Modules } from './modules';
import type { SettingsFile } from './path-mappings';
import { PlacesByTarget } from './places-by-target';
import { Reads, UNCHANGING, type Footprint, type Found } from './reads';
import { SourceFile } from './source-file';
import type { HandedOn } from './star-imports';
import type { StructuralHint } from './structure';
import type { ClassRef, FunctionRef, Type, TypeOf } from './types';
import type { ClassInfo } from './class-info';

/** One file to be linked. `module` is given for library descriptions only. */
export interface LinkInput {
  readonly path: string;
  readonly facts: FileFacts;
  readonly module?: string;
}

export interface LinkOptions {
  /** Whether other states of the project will follow: what is concluded then remembers from what. */
  readonly isKept: boolean;
  readonly roots: readonly string[];
  /** What says where imports of TypeScript lead: tsconfig.json, package.json. */
  readonly settings: readonly SettingsFile[];
  /** Library functions that run legacy code off the event loop's thread: `sqlalchemy.ext.asyncio.AsyncSession.run_sync`. */
  readonly bridges: ReadonlySet<string>;
  /** Names that are worth asking what they must be, when nothing says what they are. */
  readonly suggestive: RegExp;
  readonly hints: readonly StructuralHint[];
  /** Parses the text of a string annotation. */
  readonly parseExpression: (text: string) => FileFacts;
}

export class Linker {
  /** Project files by path; library descriptions are not among them. */
  files: readonly SourceFile[] = [];
  readonly libraries: readonly SourceFile[];
  modules: Modules;
  readonly reads: Reads;
  readonly callSites: CallSites;
  readonly fixtures: Fixtures;
  readonly answers: Answers;
  readonly callers: PlacesByTarget<CallSite, TypeOf<'function'>>;
  readonly constructing: PlacesByTarget<CallSite, TypeOf<'function'>>;
  readonly references: PlacesByTarget<Reference, TypeOf<'function'>>;
  readonly assignments: PlacesByTarget<AttributeAssignment, undefined>;
  readonly nodeTypes = new Tables<number>();
  readonly annotationTypes = new Tables<number>();
  readonly bindingTypes = new Tables<Binding>();
  readonly functionTypes = new Tables<number>();
  readonly returnTypes = new Tables<number>();
  readonly parameterTypes = new Tables<string>();
  readonly attributeTypes = new Tables<string>();
  readonly classInfos = new Tables<number, Found<ClassInfo>>();
  readonly starTargets = new Tables<string, Found<readonly SourceFile[]>>();
  readonly starSources = new Tables<string, Found<HandedOn<SourceFile> | undefined>>();
  readonly outsideStars = new Tables<string, Found<HandedOn<string> | undefined>>();
  readonly openEnds = new Tables<string, Found<HandedOn<true> | undefined>>();
  readonly #qualified = new Tables<number, string>();
  readonly #strings = new Tables<string, SourceFile>();
  readonly #lookups: ModuleLookups;
  #homes: ReadonlySet<string> = new Set();
  #nextId = 0;

  constructor(
    libraries: readonly LinkInput[],
    readonly options: LinkOptions,
  ) {
    this.reads = new Reads(options.isKept);
    this.callSites = new CallSites(this.reads);
    this.fixtures = new Fixtures(this.reads);
    this.answers = new Answers(this.reads);
    this.callers = new PlacesByTarget(this.reads, this.answers, (name) => this.callSites.of(name));
    this.constructing = new PlacesByTarget(this.reads, this.answers, (name) => this.callSites.constructing(name));
    this.references = new PlacesByTarget(this.reads, this.answers, (name) => this.callSites.referencesTo(name));
    this.assignments = new PlacesByTarget(this.reads, this.answers, (name) => this.callSites.attributeAssignments(name));
    this.#lookups = new ModuleLookups(this.reads);
    this.libraries = libraries.map(({ path, module, facts }) => new SourceFile(this.#nextId++, path, module ?? '', facts, true, this.reads, UNCHANGING));
    this.modules = new Modules(this.libraries, options.roots, new Set(), options.settings, this.#lookups);
  }

  /**
   * Takes in another state of the project: files that are the same stay as they are, with all that is known of them.
   * @param inputs all project files, by path; unchanged ones with the very same facts
   * @param homes folders with a project file (pyproject.toml …)
   */
  update(inputs: readonly LinkInput[], homes: ReadonlySet<string>): { readonly gone: ReadonlySet<SourceFile>; readonly come: readonly SourceFile[]; readonly changed: readonly Footprint[] } {
    return this.reads.unnoticed(() => {
      const known = new Map(this.files.map((file) => [file.path, file]));
      const come: SourceFile[] = [];
      this.files = inputs.map(({ path, facts }) => {
        const file = known.get(path);
        if (file?.facts === facts) {
          known.delete(path);
          return file;
        }
        const added = new SourceFile(this.#nextId++, path, '', facts, false, this.reads, this.reads.thing());
        come.push(added);
        return added;
      });
      const gone = new Set(known.values());
      const changed = [...[...gone].map((file) => file.print), ...this.callSites.replace(gone, come), ...this.fixtures.replace(gone, come)];
      if (gone.size > 0 || come.length > 0 || !isSameSet(homes, this.#homes)) {
        this.#homes = homes;
        const modules = new Modules([...this.libraries, ...this.files], this.options.roots, homes, this.options.settings, this.#lookups);
        changed.push(...modules.changedSince(this.modules));
        this.modules = modules;
      }
      for (const file of gone) this.#forget(file);
      return { gone, come, changed };
    });
  }

  #forget(file: SourceFile): void {
    for (const tables of [this.nodeTypes, this.annotationTypes, this.bindingTypes, this.functionTypes, this.returnTypes, this.parameterTypes, this.attributeTypes, this.classInfos, this.starTargets, this.starSources, this.outsideStars, this.openEnds, this.#qualified]) {
      for (const parsed of this.#strings.of(file).values()) tables.forget(parsed);
      tables.forget(file);
    }
    this.#strings.forget(file);
  }

  /** The expression in a string annotation, its names looked up where the string stands. */
  expressionIn(text: string, file: SourceFile, block: number, at: number): SourceFile {
    const host = file.host ?? { file, block, at };
    const strings = this.#strings.of(host.file);
    const key = `${file.id} ${block} ${text}`;
    let parsed = strings.get(key);
    if (parsed === undefined) {
      parsed = new SourceFile(this.#nextId++, file.path, file.module, this.options.parseExpression(text), file.library, this.reads, file.print, host);
      strings.set(key, parsed);
    }
    return parsed;
  }

  /** `sqlalchemy.orm.Session`; for a project class its module path and name. */
  qualifiedName(ref: ClassRef | FunctionRef): string {
    ref.file.noteRead();
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

function isSameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((item) => right.has(item));
}

/** A table for each file. */
class Tables<K, V = Answer> {
  readonly #tables: Map<K, V>[] = [];

  of(file: SourceFile): Map<K, V> {
    return (this.#tables[file.id] ??= new Map());
  }

  forget(file: SourceFile): void {
    delete this.#tables[file.id];
  }
}
