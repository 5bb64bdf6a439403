/** `if isinstance(session, AsyncSession):` and `assert isinstance(…)`: what a test says of a name inside its branch. */
import { Node, type Block } from '../facts';
import { classInfo } from './class-info';
import { typeOf } from './expressions';
import type { Linker } from './linker';
import type { SourceFile } from './source-file';
import { isKnown, membersOf, unionOf, type Type } from './types';

export function narrowed(linker: Linker, file: SourceFile, node: number, type: Type): Type {
  if (file.host !== undefined) return type;
  const text = file.describe(node);
  let result = type;
  const { blocks } = file.facts;
  for (let block = file.blockOf(node); block > 0; block = blocks[block]?.parent ?? -1) {
    const info = blocks[block];
    if (info === undefined) break;
    if (info.kind === 'if' && info.guard !== 0) result = applied(linker, file, info.guard, text, result, true);
    else if (info.kind === 'else') for (const guard of earlierGuards(file, block, info)) result = applied(linker, file, guard, text, result, false);
    if (info.kind === 'function') break;
  }
  const scope = file.functionAround(file.scopeOfNode(node));
  for (const exit of file.assertsIn(scope)) {
    if (exit.start < file.start(node) && isAround(file, exit.block, file.blockOf(node))) result = applied(linker, file, exit.value, text, result, true);
  }
  return result;
}

function isAround(file: SourceFile, outer: number, inner: number): boolean {
  for (let block = inner; block >= 0; block = file.facts.blocks[block]?.parent ?? -1) if (block === outer) return true;
  return false;
}

function earlierGuards(file: SourceFile, block: number, info: Block): number[] {
  return file.branchesOf(info.statement).flatMap((index) => {
    const guard = file.facts.blocks[index];
    return index < block && guard?.kind === 'if' && guard.guard !== 0 ? [guard.guard] : [];
  });
}

function applied(linker: Linker, file: SourceFile, guard: number, text: string, type: Type, holds: boolean): Type {
  switch (file.kind(guard)) {
    case Node.Not:
      return applied(linker, file, file.a(guard), text, type, !holds);
    case Node.And:
      if (!holds) return type;
      return applied(linker, file, file.b(guard), text, applied(linker, file, file.a(guard), text, type, true), true);
    case Node.Call: {
      const callee = file.a(guard);
      if (file.kind(callee) !== Node.Name || file.name(file.a(callee)) !== 'isinstance') return type;
      const [value = 0, wanted = 0] = file.argumentsOf(guard).positional;
      if (file.describe(value) !== text) return type;
      return byClass(linker, type, typeOf(linker, file, wanted), holds);
    }
    case Node.Compare: {
      // `if (value instanceof Order)`
      const [value = 0, wanted = 0] = file.list(file.a(guard));
      if (file.name(file.b(guard)) !== 'instanceof' || file.describe(value) !== text) return type;
      return byClass(linker, type, typeOf(linker, file, wanted), holds);
    }
    default:
      return type;
  }
}

function byClass(linker: Linker, type: Type, wanted: Type, holds: boolean): Type {
  const classes = membersOf(wanted).flatMap((member) => (member.kind === 'tuple' ? member.items : [member])).flatMap((member) => (member.kind === 'class' ? [member] : []));
  if (classes.length === 0) return type;
  const matches = (member: Type): boolean =>
    member.kind === 'instance' &&
    classes.some((cls) => classInfo(linker, member.of).order.some((applied) => applied.of.file === cls.of.file && applied.of.scope === cls.of.scope));
  const kept = membersOf(type).filter((member) => matches(member) === holds);
  if (kept.length > 0 && (holds || isKnown(unionOf(kept)))) return unionOf(kept);
  if (!holds) return type;
  return unionOf(classes.map((cls) => ({ kind: 'instance', of: cls.of, args: cls.args, origin: cls.origin })));
}

