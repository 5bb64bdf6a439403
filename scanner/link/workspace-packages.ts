/** The packages that the repository itself holds, by their names in `package.json`, and what they offer. */
import { dirname, join } from 'node:path/posix';
import { isRecord, parseJsonWithComments } from './json-with-comments';
import type { SettingsFile } from './path-mappings';

interface WorkspacePackage {
  readonly folder: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export class WorkspacePackages {
  readonly #byName = new Map<string, WorkspacePackage>();
  readonly #byFolder = new Map<string, WorkspacePackage>();

  constructor(settings: readonly SettingsFile[]) {
    const files = settings.filter(({ path }) => /(^|\/)package\.json$/.test(path));
    for (const { path, text } of [...files].sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))) {
      const content = parseJsonWithComments(text);
      if (!isRecord(content)) continue;
      const folder = dirname(path) === '.' ? '' : dirname(path);
      const found = { folder, content };
      this.#byFolder.set(folder, found);
      if (typeof content.name === 'string' && !this.#byName.has(content.name)) this.#byName.set(content.name, found);
    }
  }

  /** Where `@shop/orders`, `@shop/orders/testing` and `#internal/db` may lead from a file, best first. */
  candidates(from: string, specifier: string): string[] {
    if (specifier.startsWith('#')) return this.#internal(from, specifier);
    const [name, rest] = splitSpecifier(specifier);
    const found = this.#byName.get(name);
    return [...this.#aliased(from, specifier), ...(found === undefined ? [] : offered(found, rest))];
  }

  /** What stands for a folder that is imported: its `main`. */
  mainOf(folder: string): string[] {
    const found = this.#byFolder.get(folder);
    return found === undefined ? [] : offered(found, '');
  }

  /** A file of a package, such as `@shop/tsconfig/base.json`. */
  locate(specifier: string): string | undefined {
    const [name, rest] = splitSpecifier(specifier);
    const found = this.#byName.get(name);
    return found === undefined ? undefined : join(found.folder, rest === '' ? 'tsconfig.json' : rest);
  }

  #internal(from: string, specifier: string): string[] {
    for (const found of this.#above(from)) {
      const { imports } = found.content;
      if (isRecord(imports)) return matching(imports, specifier).flatMap((target) => inSource(found.folder, target));
    }
    return [];
  }

  /** `_moduleAliases` of the package module-alias, which many servers of Node use. */
  #aliased(from: string, specifier: string): string[] {
    for (const found of this.#above(from)) {
      const aliases = found.content._moduleAliases;
      if (!isRecord(aliases)) continue;
      const name = Object.keys(aliases).find((alias) => specifier === alias || specifier.startsWith(`${alias}/`));
      const target = name === undefined ? undefined : aliases[name];
      if (name !== undefined && typeof target === 'string') return inSource(found.folder, join(target, specifier.slice(name.length)));
    }
    return [];
  }

  #above(from: string): WorkspacePackage[] {
    const packages: WorkspacePackage[] = [];
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const found = this.#byFolder.get(folder === '.' ? '' : folder);
      if (found !== undefined) packages.push(found);
      if (folder === '.' || folder === '/') return packages;
    }
  }
}

/** `@shop/orders/testing` → `@shop/orders` and `testing` */
function splitSpecifier(specifier: string): [string, string] {
  const parts = specifier.split('/');
  const count = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, count).join('/'), parts.slice(count).join('/')];
}

/** What a package says of one of its entries, else where such an entry usually lies. */
function offered({ folder, content }: WorkspacePackage, rest: string): string[] {
  const { exports } = content;
  const subpath = rest === '' ? '.' : `./${rest}`;
  const keyed = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const declared = exports === undefined || exports === null ? [] : keyed ? matching(exports as Readonly<Record<string, unknown>>, subpath) : subpath === '.' ? targetsOf(exports) : [];
  const entries = rest === '' ? ['source', 'types', 'typings', 'module', 'main'].flatMap((field) => (typeof content[field] === 'string' ? [content[field]] : [])) : [rest];
  const usual = rest === '' ? ['src/index', 'index', 'lib/index'] : [join('src', rest)];
  return [...declared, ...entries, ...usual].flatMap((target) => inSource(folder, target));
}

/** Targets of the entry of `exports` or `imports` that fits, the star of a pattern filled in. */
function matching(entries: Readonly<Record<string, unknown>>, wanted: string): string[] {
  const exact = entries[wanted];
  if (exact !== undefined) return targetsOf(exact);
  for (const [pattern, target] of Object.entries(entries)) {
    const [prefix = '', suffix] = pattern.split('*', 2);
    if (suffix === undefined || !wanted.startsWith(prefix) || !wanted.endsWith(suffix) || wanted.length < prefix.length + suffix.length) continue;
    const middle = wanted.slice(prefix.length, wanted.length - suffix.length);
    return targetsOf(target).map((found) => found.replaceAll('*', () => middle));
  }
  return [];
}

/** The texts in `"./x.js"`, `{ "types": …, "import": { … } }` and `[…]`. */
function targetsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (depth > 5) return [];
  if (Array.isArray(value)) return value.flatMap((item) => targetsOf(item, depth + 1));
  return isRecord(value) ? Object.values(value).flatMap((item) => targetsOf(item, depth + 1)) : [];
}

const BUILT = /^(\.\/)?(dist|build|out|lib|esm|cjs|types)\/(?:(?:esm|cjs|types|src)\/)?/;

/** The file itself, and the source that a built file is likely made from: built files lie in no repository. */
function inSource(folder: string, target: string): string[] {
  const plain = join(folder, target);
  const unbuilt = target.replace(BUILT, '');
  const found = unbuilt === target ? [plain] : [plain, join(folder, 'src', unbuilt), join(folder, unbuilt)];
  return found.map((path) => path.replace(/\/$/, '')).map((path) => (path === '.' ? '' : path));
}
