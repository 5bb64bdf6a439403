/** Tests that put something else in the place of what the code names. */
import { Node } from '../../facts';
import type { SourceFile } from '../../link/source-file';
import { oncePerFile } from './rule';

/**
 * Whether a test file replaces something in the chain of a callee: `queue.enqueue = AsyncMock()`,
 * `patch("app.queue.TaskQueueService.enqueue")`, `monkeypatch.setattr(queue, "enqueue", …)`.
 */
export function isReplaced(file: SourceFile, callee: number): boolean {
  const replaced = replacedNames(file);
  if (replaced.size === 0) return false;
  for (let node = callee; node !== 0; node = file.kind(node) === Node.Attribute || file.kind(node) === Node.Call ? file.a(node) : 0) {
    if (file.kind(node) === Node.Attribute && replaced.has(file.name(file.b(node)))) return true;
    if (file.kind(node) === Node.Name && replaced.has(file.name(file.a(node)))) return true;
  }
  return false;
}

const PATCHES = new Set(['patch', 'object', 'setattr', 'spy', 'stub', 'dict', 'multiple']);

const replacedNames = oncePerFile((file) => {
  const names = new Set<string>();
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if (kind[node] !== Node.Call) continue;
    const callee = file.a(node);
    const name = file.kind(callee) === Node.Attribute ? file.name(file.b(callee)) : file.kind(callee) === Node.Name ? file.name(file.a(callee)) : '';
    if (!PATCHES.has(name)) continue;
    for (const argument of file.argumentsOf(node).positional) {
      const text = file.kind(argument) === Node.String ? file.name(file.a(argument)) : '';
      // The class in `patch("app.queue.TaskQueueService.enqueue")` is left as it is.
      if (text !== '') names.add(text.slice(text.lastIndexOf('.') + 1));
    }
  }
  for (const binding of file.facts.bindings) {
    if (binding.name === '' && binding.kind === 'assign' && file.kind(binding.target) === Node.Attribute && file.describe(file.a(binding.target)) !== 'self') names.add(file.name(file.b(binding.target)));
  }
  return names;
});
