import { Node } from '../../facts';
import { decoratorName } from '../../link/functions';
import type { SourceFile } from '../../link/source-file';
import { pytestMode } from './pytest-mode';
import type { HazardFinding, HazardRule } from './rule';

/** `async def test_ship(…)` that nothing marks, while pytest-asyncio is in strict mode. */
export const asyncTestWithoutMarker: HazardRule = {
  name: 'async-test-without-marker',
  find(project, file) {
    if (!/(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(file.path)) return [];
    const mode = pytestMode(project, file);
    if (mode !== 'strict' && mode !== 'legacy') return [];
    const findings: HazardFinding[] = [];
    for (const [scope, info] of file.facts.scopes.entries()) {
      if (info.kind !== 'function' || !info.isAsync || info.isGenerator || !info.name.startsWith('test')) continue;
      if (!isCollected(file, info.parent) || !info.decorators.every((decorator) => leavesAlone(file, decorator)) || isMarked(file, info.parent)) continue;
      // `asyncio.run(test_gateway())`: a script that runs its own steps.
      if (file.namesRead(info.name).length > 0) continue;
      findings.push({
        start: info.nameStart, end: info.nameEnd, scope, certainty: 'certain',
        message: `Nothing marks ${info.name} for pytest-asyncio, which is in ${mode} mode: it does not run.`,
        evidence: [],
      });
    }
    return findings;
  },
};

/** At module level, or in plain classes called `Test…`; a base class may bring a runner of its own. */
function isCollected(file: SourceFile, scope: number): boolean {
  if (scope === 0) return true;
  const info = file.scope(scope);
  return info.kind === 'class' && info.name.startsWith('Test') && info.bases.length === 0 && info.decorators.every((decorator) => leavesAlone(file, decorator)) && isCollected(file, info.parent);
}

/** Marks of pytest that run nothing, and mocks. */
function leavesAlone(file: SourceFile, decorator: number): boolean {
  const name = decoratorName(file, decorator);
  return (/^pytest\.mark\.(parametrize|skip|skipif|xfail|usefixtures|filterwarnings|slow|unit|integration|timeout|flaky)$/.test(name) && !mentionsRunner(file, decorator)) || /^((unittest\.)?mock\.)?patch(\.(object|dict))?$/.test(name);
}

/** `pytestmark` of the module or of a class around. */
function isMarked(file: SourceFile, scope: number): boolean {
  for (let at = scope; ; at = file.scope(at).parent) {
    const marks = file.bindingsOf(at).get('pytestmark') ?? [];
    if (marks.some((binding) => binding.value === 0 || mentionsRunner(file, binding.value) || !isLiteralMark(file, binding.value))) return true;
    if (at === 0) return false;
  }
}

function mentionsRunner(file: SourceFile, node: number): boolean {
  const from = file.start(node);
  const to = file.end(node);
  const { kind, count } = file.facts.nodes;
  for (let inner = 1; inner < count; inner++) {
    if (kind[inner] !== Node.Attribute || file.start(inner) < from || file.end(inner) > to) continue;
    if (/^(asyncio|anyio|trio|asyncio_cooperative|tornado|gen_test)$/.test(file.name(file.b(inner)))) return true;
  }
  return false;
}

/** A mark, or a list of them, spelled out: another expression may hold anything. */
function isLiteralMark(file: SourceFile, node: number): boolean {
  switch (file.kind(node)) {
    case Node.List:
    case Node.Tuple:
      return [...file.list(file.a(node))].every((item) => isLiteralMark(file, item));
    case Node.Call:
      return isLiteralMark(file, file.a(node));
    case Node.Attribute:
      return file.describe(node).startsWith('pytest.mark.');
    default:
      return false;
  }
}
