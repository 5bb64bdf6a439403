/** Whether a session expires its objects when it commits: `expire_on_commit` of the factory that made it. */
import { Node, type Binding } from '../../facts';
import { lastName } from '../../link/call-sites';
import type { SourceFile } from '../../link/source-file';
import type { Origin, Type } from '../../link/types';
import { oncePerProject } from './project-answers';
import { oncePerFile, type Project } from './rule';

const MAKERS = new Set(['async_sessionmaker', 'sessionmaker', 'AsyncSession']);

/** Follows the evidence for the session back to its factory; without one, what all factories of the project say. */
export function expiresOnCommit(project: Project, session: Type): boolean {
  for (let step: Origin | undefined = session.origin; step !== undefined; step = step.from) {
    const binding = step.file.library ? undefined : bindingsByTarget(step.file).get(step.at);
    const setting = binding === undefined ? undefined : settingOf(step.file, binding.value);
    if (setting !== undefined) return setting === 'expires';
  }
  return allExpire(project);
}

const bindingsByTarget = oncePerFile((file) => new Map(file.facts.bindings.filter((binding) => binding.target !== 0).map((binding): [number, Binding] => [file.start(binding.target), binding])));

function settingOf(file: SourceFile, node: number): 'expires' | 'keeps' | undefined {
  if (file.kind(node) !== Node.Call || !MAKERS.has(lastName(file, node))) return undefined;
  const { keywords, spread } = file.argumentsOf(node);
  const value = keywords.get('expire_on_commit');
  if (value === undefined) return spread ? 'keeps' : 'expires';
  return file.name(file.a(value)) === 'True' ? 'expires' : 'keeps';
}

const allExpire = oncePerProject((project) => {
  let found = false;
  for (const name of MAKERS) {
    for (const { file, node } of project.linker.callSites.of(name)) {
      const setting = settingOf(file, node);
      if (setting === 'keeps') return false;
      if (setting === 'expires' && name !== 'sessionmaker') found = true;
    }
  }
  return found;
});
