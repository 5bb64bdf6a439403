/** Which file an import of TypeScript or JavaScript means: relative paths, path mappings, packages of the repository. */
import { dirname, join } from 'node:path/posix';
import { PathMappings, type SettingsFile } from './path-mappings';
import type { ModuleLookups } from './modules';
import { found, type Found } from './reads';
import type { SourceFile } from './source-file';
import { WorkspacePackages } from './workspace-packages';

/** What may stand for a module without an extension; what runs before what only declares. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts', '.d.mts', '.d.cts'];
/** `./orders.js` is what `orders.ts` is called once it is built. */
const BUILT_FROM: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.jsx', '.d.ts'], '.jsx': ['.tsx'], '.mjs': ['.mts', '.d.mts'], '.cjs': ['.cts', '.d.cts'] };

export class TypeScriptModules {
  /** By path. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly #packages: WorkspacePackages;
  readonly #mappings: PathMappings;
  readonly #known = new Map<string, Found<SourceFile | undefined>>();

  constructor(
    files: readonly SourceFile[],
    settings: readonly SettingsFile[],
    private readonly lookups: ModuleLookups,
  ) {
    this.files = new Map(files.map((file) => [file.path, file]));
    this.#packages = new WorkspacePackages(settings);
    this.#mappings = new PathMappings(settings, (specifier) => this.#packages.locate(specifier));
  }

  /** The file of the project that a specifier means; undefined where it is none of the project's. */
  resolve(from: string, specifier: string): SourceFile | undefined {
    return found(this.lookups.reads, this.#known, `${dirname(from)} ${specifier}`, () => this.#find(from, specifier));
  }

  at(path: string): SourceFile | undefined {
    this.lookups.keys.note(path);
    return this.files.get(path);
  }

  #find(from: string, specifier: string): SourceFile | undefined {
    if (/^\.{1,2}(\/|$)/.test(specifier)) return this.#at(join(dirname(from), specifier));
    for (const path of [...this.#mappings.candidates(from, specifier), ...this.#packages.candidates(from, specifier)]) {
      const file = this.#at(path);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  /** The file at a path that may lack its extension, or be a folder. */
  #at(written: string, depth = 0): SourceFile | undefined {
    const path = written === '.' ? '' : written.replace(/\/$/, '');
    const exact = this.at(path);
    if (exact !== undefined) return exact;
    const extension = /\.[mc]?jsx?$/.exec(path)?.[0];
    const stem = extension === undefined ? path : path.slice(0, -extension.length);
    for (const other of BUILT_FROM[extension ?? ''] ?? []) {
      const found = this.at(stem + other);
      if (found !== undefined) return found;
    }
    for (const ending of EXTENSIONS) {
      const found = this.at(path + ending);
      if (found !== undefined) return found;
    }
    for (const main of depth > 0 ? [] : this.#packages.mainOf(path)) {
      const found = this.#at(main, depth + 1);
      if (found !== undefined) return found;
    }
    for (const ending of EXTENSIONS) {
      const found = this.at(path === '' ? `index${ending}` : `${path}/index${ending}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
