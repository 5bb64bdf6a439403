/** By name, whether a call may give a coroutine: only such calls are worth the type of their callee. */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { namesOfProject } from './project-answers';

/** Names of coroutine functions, of functions that pass a coroutine on, and what imports and assignments call them. */
export const coroutineNames = namesOfProject((project) => {
  const names = new Set<string>();
  /** Name of a function → last names of what it returns; new name → name it stands for. */
  const passes: [string, string][] = [];
  for (const file of project.linker.files) {
    const { scopes, exits, imports, bindings } = file.facts;
    for (const scope of scopes) {
      if (scope.kind !== 'function') continue;
      if (scope.isAsync && !scope.isGenerator) names.add(scope.name);
      else if (scope.returns !== 0 && /Awaitable|Coroutine/.test(file.describe(scope.returns))) names.add(scope.name);
      else for (const decorator of scope.decorators) passes.push([scope.name, lastName(file, decorator)]);
    }
    for (const exit of exits) {
      const name = scopes[exit.scope]?.name ?? '';
      if (exit.kind === 'return' && name !== '' && file.kind(exit.value) === Node.Call) passes.push([name, lastName(file, exit.value)]);
    }
    for (const row of imports) if (row.alias !== '' && row.kind === 'from') passes.push([row.alias, row.name]);
    for (const binding of bindings) {
      if (binding.kind !== 'assign' || binding.value === 0) continue;
      const target = binding.name === '' ? lastName(file, binding.target) : binding.name;
      const kind = file.kind(binding.value);
      if (target !== '' && (kind === Node.Name || kind === Node.Attribute)) passes.push([target, lastName(file, binding.value)]);
    }
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const [name, from] of passes) {
      if (names.has(name) || !names.has(from)) continue;
      names.add(name);
      grew = true;
    }
  }
  return names;
});

/** Names of plain functions, which `await` refuses. */
export const plainNames = namesOfProject((project) => {
  const names = new Set<string>();
  for (const file of project.linker.files) {
    for (const scope of file.facts.scopes) if (scope.kind === 'function' && !scope.isAsync && !scope.isGenerator) names.add(scope.name);
    for (const row of file.facts.imports) if (row.alias !== '') names.add(row.alias);
  }
  return names;
});
