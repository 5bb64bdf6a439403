/** `paths` and `baseUrl` of `tsconfig.json`, read as data, with what they extend inside the repository. */
import { dirname, join, normalize } from 'node:path/posix';
import { isRecord, parseJsonWithComments } from './json-with-comments';

/** A settings file of the project: `tsconfig.json`, `package.json`. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

interface Mapping {
  /** `@app/*`, split at its star. */
  readonly prefix: string;
  /** Undefined where there is no star. */
  readonly suffix: string | undefined;
  /** Places to look at, relative to the repository, `*` standing for what the star matched. */
  readonly targets: readonly string[];
}

interface Options {
  readonly baseUrl: string | undefined;
  readonly mappings: readonly Mapping[];
}

const NONE: Options = { baseUrl: undefined, mappings: [] };
const CONFIG = /(^|\/)[jt]sconfig[^/]*\.json$/;

export class PathMappings {
  /** What the configurations of a folder say, `tsconfig.json` first. */
  readonly #byFolder = new Map<string, Options[]>();
  readonly #texts = new Map<string, string>();

  /** @param locate finds `@repo/tsconfig/base.json` among the packages of the repository */
  constructor(
    settings: readonly SettingsFile[],
    private readonly locate: (specifier: string) => string | undefined,
  ) {
    for (const { path, text } of settings) this.#texts.set(path, text);
    const configs = settings.filter(({ path }) => CONFIG.test(path)).map(({ path }) => path);
    for (const path of configs.sort(byName)) {
      const options = this.#read(path, new Set());
      const folder = folderOf(path);
      if (options.baseUrl !== undefined || options.mappings.length > 0) this.#byFolder.set(folder, [...(this.#byFolder.get(folder) ?? []), options]);
    }
  }

  /** Where a specifier may lead from a file, best first; a folder's own configuration before those above it. */
  candidates(from: string, specifier: string): string[] {
    const found: string[] = [];
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      for (const options of this.#byFolder.get(folder) ?? []) {
        found.push(...mapped(options.mappings, specifier));
        if (options.baseUrl !== undefined) found.push(normalized(options.baseUrl, specifier));
      }
      if (folder === '') return found;
    }
  }

  #read(path: string, seen: Set<string>): Options {
    const text = this.#texts.get(path);
    if (text === undefined || seen.has(path)) return NONE;
    seen.add(path);
    const config = parseJsonWithComments(text);
    if (!isRecord(config)) return NONE;
    const inherited = basesOf(config).reduce<Options>((options, base) => merged(options, this.#read(this.#base(path, base), seen)), NONE);
    const compiler = isRecord(config.compilerOptions) ? config.compilerOptions : {};
    const folder = folderOf(path);
    const baseUrl = typeof compiler.baseUrl === 'string' ? normalized(folder, compiler.baseUrl) : undefined;
    const mappings = isRecord(compiler.paths) ? mappingsOf(compiler.paths, baseUrl ?? inherited.baseUrl ?? folder) : [];
    return merged(inherited, { baseUrl, mappings });
  }

  #base(path: string, base: string): string {
    const plain = /^\.{0,2}\//.test(base) || base.startsWith('.') ? normalized(folderOf(path), base) : (this.locate(base) ?? base);
    return [plain, `${plain}.json`, `${plain}/tsconfig.json`].find((candidate) => this.#texts.has(candidate)) ?? plain;
  }
}

function basesOf(config: Readonly<Record<string, unknown>>): string[] {
  const bases = Array.isArray(config.extends) ? (config.extends as readonly unknown[]) : [config.extends];
  return bases.filter((base) => typeof base === 'string');
}

function merged(base: Options, own: Options): Options {
  return { baseUrl: own.baseUrl ?? base.baseUrl, mappings: own.mappings.length > 0 ? own.mappings : base.mappings };
}

function mappingsOf(paths: Readonly<Record<string, unknown>>, base: string): Mapping[] {
  const mappings = Object.entries(paths).map(([pattern, targets]): Mapping => {
    const [prefix = '', suffix] = pattern.split('*', 2);
    const list = Array.isArray(targets) ? (targets as readonly unknown[]).filter((target) => typeof target === 'string') : [];
    return { prefix, suffix, targets: list.map((target) => normalized(base, target)) };
  });
  // TypeScript takes an exact name first, then the longest prefix.
  return mappings.sort((a, b) => Number(a.suffix !== undefined) - Number(b.suffix !== undefined) || b.prefix.length - a.prefix.length);
}

function mapped(mappings: readonly Mapping[], specifier: string): readonly string[] {
  for (const { prefix, suffix, targets } of mappings) {
    if (suffix === undefined) {
      if (specifier === prefix) return targets;
    } else if (specifier.startsWith(prefix) && specifier.endsWith(suffix) && specifier.length >= prefix.length + suffix.length) {
      const middle = specifier.slice(prefix.length, specifier.length - suffix.length);
      return targets.map((target) => normalize(target.replace('*', () => middle)));
    }
  }
  return [];
}

/** `tsconfig.json` before `tsconfig.build.json` and `jsconfig.json`. */
function byName(a: string, b: string): number {
  const rank = (path: string): number => (path.endsWith('tsconfig.json') ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

function normalized(folder: string, path: string): string {
  const joined = join(folder, path).replace(/\/$/, '');
  return joined === '.' ? '' : joined;
}
