import { Node } from '../../facts';
import { decoratorName } from '../../link/functions';
import type { SourceFile } from '../../link/source-file';
import { isTestFile, pytestMode } from './pytest-mode';
import type { HazardFinding, HazardRule } from './rule';

/** `@pytest.fixture` on `async def` while pytest-asyncio is in strict mode. */
export const asyncFixtureWithoutPlugin: HazardRule = {
  name: 'async-fixture-without-plugin',
  find(project, file) {
    if (pytestMode(project, file) !== 'strict') return [];
    const findings: HazardFinding[] = [];
    for (const [scope, info] of file.facts.scopes.entries()) {
      if (info.kind !== 'function' || !info.isAsync || !info.decorators.some((decorator) => isPlainFixture(file, decorator))) continue;
      if (usesAnyio(file)) return [];
      findings.push({
        start: info.nameStart, end: info.nameEnd, scope, certainty: isTestFile(file) ? 'certain' : 'possible',
        message: `pytest-asyncio is in strict mode and leaves ${info.name} alone: tests get a ${info.isGenerator ? 'generator' : 'coroutine'}.`,
        evidence: [],
      });
    }
    return findings;
  },
};

/** pytest's own decorator, not the one of pytest-asyncio under the same last name. */
function isPlainFixture(file: SourceFile, decorator: number): boolean {
  const name = decoratorName(file, decorator);
  if (name === 'pytest.fixture') return true;
  return name === 'fixture' && file.facts.imports.some((row) => row.module === 'pytest' && row.name === 'fixture');
}

/** AnyIO's plugin runs the fixtures of the tests it runs. */
function usesAnyio(file: SourceFile): boolean {
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if (kind[node] === Node.Attribute && file.name(file.b(node)) === 'anyio' && file.describe(node) === 'pytest.mark.anyio') return true;
  }
  return file.facts.scopes.some((scope) => scope.name === 'anyio_backend' || scope.parameters.some((parameter) => parameter.name === 'anyio_backend'));
}
