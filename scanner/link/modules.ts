/** Which file an import means: the project's own modules, the pack's library descriptions, or neither. */
import { dirname } from 'node:path/posix';
import { Lookups } from './lookups';
import type { Footprint, Reads } from './reads';
import type { SourceFile } from './source-file';
import type { SettingsFile } from './path-mappings';
import { STANDARD_LIBRARY } from './standard-library';
import { TypeScriptModules } from './typescript-modules';

/** What a dotted name leads to. A package without `__init__.py` is a module without a file. */
export type ModuleTarget =
  | { readonly kind: 'project'; readonly key: string; readonly file: SourceFile | undefined }
  | { readonly kind: 'library'; readonly key: string; readonly file: SourceFile }
  | { readonly kind: 'external'; readonly key: string };

/** What was looked for, found or not: modules by `app/db`, and folders that hold something called `db`. */
export class ModuleLookups {
  /** Python's by path without extension, TypeScript's by path. */
  readonly keys: Lookups;
  readonly holders: Lookups;

  constructor(readonly reads: Reads) {
    this.keys = new Lookups(reads);
    this.holders = new Lookups(reads);
  }
}

export class Modules {
  /** `app/db` → file of `app/db.py` or `app/db/__init__.py`. */
  readonly #files = new Map<string, SourceFile>();
  readonly #directories = new Set<string>(['']);
  readonly #packages = new Set<string>();
  /** `db` → folders that hold `db.py` or `db/`. */
  readonly #holders = new Map<string, string[]>();
  readonly #library = new Map<string, SourceFile>();
  readonly #bases = new Map<string, string | null>();
  readonly #typescript: TypeScriptModules;

  /**
   * @param roots import roots of the configuration, tried first
   * @param homes folders that hold a project file such as pyproject.toml, where imports often start
   * @param settings what says where imports of TypeScript lead: tsconfig.json, package.json
   * @param lookups told what was looked for; the same for all states of a project
   */
  constructor(
    files: readonly SourceFile[],
    private readonly roots: readonly string[],
    private readonly homes: ReadonlySet<string>,
    settings: readonly SettingsFile[],
    private readonly lookups: ModuleLookups,
  ) {
    const typescript = files.filter((file) => !file.library && file.facts.language === 'typescript');
    this.#typescript = new TypeScriptModules(typescript, settings, lookups);
    for (const file of files) {
      if (file.library) this.#library.set(file.module, file);
      else if (file.facts.language === 'python') this.#add(file);
    }
    for (const directory of this.#directories) if (directory !== '') this.#hold(directory);
    for (const key of this.#files.keys()) this.#hold(key);
  }

  /** What stands for look-ups that may end otherwise than they did among the modules of an earlier state. */
  changedSince(earlier: Modules): Footprint[] {
    // A module beside its stub, or a package beside the module of its name, takes the place of the other.
    const replaced = [...this.#files].filter(([key, { path }]) => earlier.#files.has(key) && earlier.#files.get(key)?.path !== path).map(([key]) => key);
    const keys = [...replaced, ...difference(this.#files, earlier.#files), ...difference(this.#directories, earlier.#directories)];
    const holders = keys.map(lastPart);
    const packages = new Set(difference(this.#packages, earlier.#packages));
    // A folder that became a package is no longer one from which imports start, and the other way round.
    if (packages.size > 0) for (const key of [...this.#files.keys(), ...this.#directories]) if (packages.has(parentOf(key))) holders.push(lastPart(key));
    // Where imports start may be elsewhere now, with other project files.
    for (const [question, base] of earlier.#bases) {
      const split = question.lastIndexOf(':');
      const top = question.slice(split + 1);
      if (this.#baseOf(question.slice(0, split), top) !== base) holders.push(top);
    }
    keys.push(...difference(this.#typescript.files, earlier.#typescript.files));
    return [...this.lookups.keys.of(keys), ...this.lookups.holders.of(holders)];
  }

  #add(file: SourceFile): void {
    const match = /^(.*?)(?:\/?__init__)?\.pyi?$/.exec(file.path);
    const key = match?.[1] ?? file.path;
    if (/(^|\/)__init__\.pyi?$/.test(file.path)) this.#packages.add(dirname(file.path) === '.' ? '' : dirname(file.path));
    // A stub beside its module adds nothing that the module does not say.
    if (!this.#files.has(key) || file.path.endsWith('.py')) this.#files.set(key, file);
    for (let folder = parentOf(file.path); folder !== '' && !this.#directories.has(folder); folder = parentOf(folder)) {
      this.#directories.add(folder);
    }
  }

  #hold(key: string): void {
    const name = lastPart(key);
    const parent = parentOf(key);
    const holders = this.#holders.get(name);
    if (holders === undefined) this.#holders.set(name, [parent]);
    else if (!holders.includes(parent)) holders.push(parent);
  }

  /** @param written module as in the import statement, leading dots kept */
  resolve(from: SourceFile, written: string): ModuleTarget {
    if (from.facts.language === 'typescript') return this.#fromTypeScript(from, written);
    const dots = /^\.*/.exec(written)?.[0].length ?? 0;
    const rest = written.slice(dots);
    if (from.library) return this.#libraryTarget(rest);
    if (dots > 0) {
      let base = parentOf(from.path);
      for (let up = 1; up < dots; up++) base = parentOf(base);
      return this.#projectTarget(base, rest) ?? { kind: 'external', key: written };
    }
    const top = rest.split('.', 1)[0] ?? rest;
    if (this.#library.has(top)) return this.#libraryTarget(rest);
    const base = this.#baseOf(parentOf(from.path), top);
    return (base === null ? undefined : this.#projectTarget(base, rest)) ?? this.#elsewhere(top, rest) ?? { kind: 'external', key: rest };
  }

  #fromTypeScript(from: SourceFile, specifier: string): ModuleTarget {
    if (from.library || this.#library.has(specifier)) return this.#libraryTarget(specifier);
    const file = this.#typescript.resolve(from.path, specifier);
    return file === undefined ? { kind: 'external', key: specifier } : { kind: 'project', key: file.path, file };
  }

  /**
   * Scripts put folders on the path by hand (`sys.path.insert`). Where a dotted name of several parts fits exactly one
   * module of the project, that one is meant, wherever it lies.
   */
  #elsewhere(top: string, dotted: string): ModuleTarget | undefined {
    if (!dotted.includes('.') || STANDARD_LIBRARY.has(top)) return undefined;
    const found = this.#holdersOf(top).flatMap((holder) => this.#projectTarget(holder, dotted) ?? []);
    return found.length === 1 ? found[0] : undefined;
  }

  /** A submodule of a module already found. */
  child(parent: ModuleTarget, name: string): ModuleTarget | undefined {
    if (parent.kind !== 'external' && parent.file?.facts.language === 'typescript') return undefined;
    if (parent.kind === 'project') return this.#projectTarget(parent.key, name);
    const key = `${parent.key}.${name}`;
    if (parent.kind === 'external') return { kind: 'external', key };
    const file = this.#library.get(key);
    return file === undefined ? undefined : { kind: 'library', key, file };
  }

  /** The module of a key given by an earlier answer. */
  target(key: string): ModuleTarget {
    const file = this.#typescript.at(key.slice(1));
    if (file !== undefined && key.startsWith('/')) return { kind: 'project', key: file.path, file };
    if (key.startsWith('/')) return this.#projectTarget('', key.slice(1).replaceAll('/', '.')) ?? { kind: 'external', key };
    return this.#libraryTarget(key);
  }

  keyOf(target: ModuleTarget): string {
    return target.kind === 'project' ? `/${target.key}` : target.key;
  }

  library(module: string): SourceFile | undefined {
    return this.#library.get(module);
  }

  #libraryTarget(name: string): ModuleTarget {
    const file = this.#library.get(name);
    return file === undefined ? { kind: 'external', key: name } : { kind: 'library', key: name, file };
  }

  #projectTarget(base: string, dotted: string): ModuleTarget | undefined {
    const key = join(base, dotted.replaceAll('.', '/'));
    this.lookups.keys.note(key);
    const file = this.#files.get(key);
    if (file !== undefined || this.#directories.has(key)) return { kind: 'project', key, file };
    return undefined;
  }

  /** The folder from which absolute imports of `top` start, as seen from a folder; null where the project has none. */
  #baseOf(folder: string, top: string): string | null {
    const holders = this.#holdersOf(top);
    const question = `${folder}:${top}`;
    const known = this.#bases.get(question);
    if (known !== undefined) return known;
    let best: string | null = null;
    let bestRank = Infinity;
    for (const holder of holders) {
      const rank = this.#rank(holder, folder, top);
      if (rank < bestRank) [best, bestRank] = [holder, rank];
    }
    this.#bases.set(question, best);
    return best;
  }

  #holdersOf(top: string): readonly string[] {
    this.lookups.holders.note(top);
    return this.#holders.get(top) ?? [];
  }

  /**
   * How likely a folder is on Python's path for a file in `from`: configured roots, then the folders above the file
   * that are not themselves packages (nearest project folder first), then folders elsewhere. Infinity: not at all.
   */
  #rank(holder: string, from: string, top: string): number {
    if (this.roots.includes(holder)) return this.roots.indexOf(holder);
    if (this.#packages.has(holder)) return Infinity;
    const above = holder === '' || from === holder || from.startsWith(`${holder}/`);
    const home = holder === '' || this.homes.has(holder) || this.homes.has(parentOf(holder)) || holder.endsWith('/src') || holder === 'src';
    if (STANDARD_LIBRARY.has(top) && !(home && this.#packages.has(join(holder, top)))) return Infinity;
    const distance = above ? from.length - holder.length : 0;
    if (above) return 100 + (home ? 0 : 10_000) + distance / 1000;
    return 100_000 + (home ? 0 : 10_000) + holder.length;
  }
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

interface Keyed {
  has(key: string): boolean;
  keys(): Iterable<string>;
}

/** Keys that only one of the two has. */
function difference(left: Keyed, right: Keyed): string[] {
  return [...[...left.keys()].filter((key) => !right.has(key)), ...[...right.keys()].filter((key) => !left.has(key))];
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function join(base: string, path: string): string {
  return base === '' ? path : path === '' ? base : `${base}/${path}`;
}
