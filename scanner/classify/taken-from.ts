/** What code takes from the result of a call: `const { auth } = NextAuth(config)`, `NextAuth(config).auth`. */
import { Node } from '../facts';
import type { SourceFile } from '../link/source-file';

export function takesFrom(file: SourceFile, call: number, names: ReadonlySet<string>): boolean {
  if (isTaken(file, call, names)) return true;
  for (const binding of file.facts.bindings) {
    if (binding.value !== call) continue;
    const [first] = binding.path;
    if (typeof first === 'string' && names.has(first)) return true;
    // `const nextAuth = NextAuth(config)`, and further down `nextAuth.auth`.
    if (first === undefined && binding.name !== '' && file.namesRead(binding.name).some((node) => isTaken(file, node, names))) return true;
  }
  return false;
}

function isTaken(file: SourceFile, node: number, names: ReadonlySet<string>): boolean {
  const parent = file.parentOf(node);
  return file.kind(parent) === Node.Attribute && file.a(parent) === node && names.has(file.name(file.b(parent)));
}
