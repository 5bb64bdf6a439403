/** Models of a project: which of their attributes are relationships that load when they are read. */
import { Node, type Binding } from '../../facts';
import { classInfo } from '../../link/class-info';
import { lastName } from '../../link/call-sites';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import type { ClassRef } from '../../link/types';
import { namesOfProject } from './project-answers';

/** Loading strategies that do not query when the attribute is read, or refuse to. */
const EAGER = /^(selectin|joined|subquery|immediate|noload|dynamic|write_only|raise|raise_on_sql|False)$/;

/** Names of lazy relationships anywhere in the project: whether a name is worth a look at all. */
export const lazyNames = namesOfProject((project) => {
  const names = new Set<string>();
  for (const file of project.linker.files) {
    for (const binding of file.facts.bindings) {
      if (binding.name !== '' && isLazy(file, binding)) names.add(binding.name);
    }
  }
  return names;
});

/** `items: Mapped[list[Item]] = relationship()` */
function isLazy(file: SourceFile, { value, annotation }: Binding): boolean {
  // A collection that is queried, never loaded.
  if (/^(WriteOnlyMapped|DynamicMapped)\b/.test(file.describe(annotation))) return false;
  if (file.kind(value) !== Node.Call || !/^(relationship|Relationship)$/.test(lastName(file, value))) return false;
  const { keywords, spread } = file.argumentsOf(value);
  const lazy = keywords.get('lazy') ?? 0;
  return !spread && !EAGER.test(file.name(file.a(lazy)));
}

/** Whether reading this attribute of an instance may query. */
export function isLazyRelationship(linker: Linker, of: ClassRef, name: string): boolean {
  for (const applied of classInfo(linker, of).order) {
    const bindings = applied.of.file.library ? undefined : applied.of.file.bindingsOf(applied.of.scope).get(name);
    if (bindings !== undefined) return bindings.some((binding) => isLazy(applied.of.file, binding));
  }
  return false;
}

/** Whether an attribute is a column or relationship of a mapped class. */
export function isMapped(linker: Linker, of: ClassRef, name: string): boolean {
  const { order } = classInfo(linker, of);
  if (!order.some(({ of: { file, scope } }) => !file.library && file.bindingsOf(scope).has('__tablename__'))) return false;
  return order.some(({ of: { file, scope } }) => {
    const binding = file.library ? undefined : file.bindingsOf(scope).get(name)?.[0];
    return binding !== undefined && (/^(mapped_column|Column|relationship|deferred)$/.test(lastName(file, binding.value)) || /^Mapped\[/.test(file.describe(binding.annotation)));
  });
}
