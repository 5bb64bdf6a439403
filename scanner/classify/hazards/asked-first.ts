/** `if asyncio.iscoroutinefunction(handler): await handler() else: handler()`: the code itself finds out what it has. */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import type { SourceFile } from '../../link/source-file';

const QUESTIONS = new Set(['iscoroutinefunction', 'iscoroutine', 'isawaitable', 'isasyncgenfunction', 'is_async_callable', 'is_coroutine', 'is_coroutine_function', 'is_async_fn']);

/** Whether a branch around a node depends on such a question. */
export function isAskedFirst(file: SourceFile, node: number): boolean {
  for (let block = file.blockOf(node); block > 0; block = file.facts.blocks[block]?.parent ?? -1) {
    const info = file.facts.blocks[block];
    if (info === undefined || (info.kind !== 'if' && info.kind !== 'else')) continue;
    if (file.branchesOf(info.statement).some((branch) => asks(file, file.facts.blocks[branch]?.guard ?? 0))) return true;
  }
  return false;
}

function asks(file: SourceFile, node: number): boolean {
  switch (file.kind(node)) {
    case Node.Call:
      return QUESTIONS.has(lastName(file, node));
    case Node.Not:
      return asks(file, file.a(node));
    case Node.And:
    case Node.Or:
      return asks(file, file.a(node)) || asks(file, file.b(node));
    default:
      return false;
  }
}
