/** pytest's fixtures: which function a test's parameter of some name is filled by. */
import { dirname } from 'node:path/posix';
import { Node } from '../facts';
import { lastName } from './call-sites';
import { NameIndex, type AddPlace } from './name-index';
import type { Footprint, Reads } from './reads';
import type { SourceFile } from './source-file';

export interface Fixture {
  readonly file: SourceFile;
  readonly scope: number;
}

export class Fixtures {
  readonly #byName: NameIndex<Fixture>;

  constructor(reads: Reads) {
    // Where a name has several, it matters how many.
    this.#byName = new NameIndex(reads, fixturesOf, (file, scope) => ({ file, scope }), () => '');
  }

  /** Gives what stands for the names whose fixtures are others now. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    return this.#byName.replace(gone, come);
  }

  /** Whether pytest fills the parameters of a function: a test, or a fixture itself. */
  fills(file: SourceFile, scope: number): boolean {
    const info = file.scope(scope);
    if (info.kind !== 'function') return false;
    if (info.decorators.some((decorator) => isFixture(file, decorator))) return true;
    return info.name.startsWith('test') && (/(^|\/)(test_[^/]*|[^/]*_tests?)\.py$/.test(file.path) || /(^|\/)tests?\//.test(file.path));
  }

  /** The fixture of a name as seen from a test or fixture: its class, its module, conftest.py upwards, plugins. */
  find(file: SourceFile, scope: number, name: string): Fixture | undefined {
    const candidates = this.#byName.of(name).filter((fixture) => fixture.file !== file || fixture.scope !== scope);
    const own = candidates.filter((fixture) => fixture.file === file);
    const sameClass = own.find((fixture) => file.classAround(fixture.scope) >= 0 && file.classAround(fixture.scope) === file.classAround(scope));
    if (sameClass !== undefined) return sameClass;
    const inModule = own.filter((fixture) => file.classAround(fixture.scope) < 0).at(-1);
    if (inModule !== undefined) return inModule;
    if (own.length > 0) return own[0];
    const imported = candidates.find((fixture) => file.facts.imports.some((row) => row.name === name && row.module.split('.').at(-1) === stem(fixture.file.path)));
    if (imported !== undefined) return imported;
    for (let folder = dirname(file.path); ; folder = dirname(folder)) {
      const path = folder === '.' ? 'conftest.py' : `${folder}/conftest.py`;
      const found = path === file.path ? undefined : candidates.find((fixture) => fixture.file.path === path);
      if (found !== undefined) return found;
      if (folder === '.' || folder === '') break;
    }
    // A plugin, or a module that a conftest.py imports its fixtures from.
    const elsewhere = candidates.filter((fixture) => !/(^|\/)test_[^/]*\.py$/.test(fixture.file.path));
    const near = elsewhere.filter((fixture) => commonDepth(fixture.file.path, file.path) > 0);
    return near.length === 1 ? near[0] : elsewhere.length === 1 ? elsewhere[0] : undefined;
  }
}

function fixturesOf(file: SourceFile, add: AddPlace): void {
  for (const [scope, info] of file.facts.scopes.entries()) {
    const decorator = info.decorators.find((candidate) => isFixture(file, candidate));
    if (info.kind === 'function' && decorator !== undefined) add(explicitName(file, decorator) ?? info.name, scope);
  }
}

/** `@pytest.fixture`, `@pytest_asyncio.fixture(scope=…)`, `@fixture` */
export function isFixture(file: SourceFile, decorator: number): boolean {
  return /^(yield_)?fixture$/.test(lastName(file, decorator));
}

/** `db` of `@pytest.fixture(name="db")` */
function explicitName(file: SourceFile, decorator: number): string | undefined {
  if (file.kind(decorator) !== Node.Call) return undefined;
  const name = file.argumentsOf(decorator).keywords.get('name') ?? 0;
  return file.kind(name) === Node.String ? file.name(file.a(name)) : undefined;
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.pyi?$/, '');
}

function commonDepth(left: string, right: string): number {
  const [a, b] = [left.split('/'), right.split('/')];
  let depth = 0;
  while (depth < a.length - 1 && a[depth] === b[depth]) depth++;
  return depth;
}
