/** Where the object behind a local name was loaded: `order = (await session.execute(select(Order))).scalar_one()`. */
import { Node, type Binding } from '../../facts';
import { lastName } from '../../link/call-sites';
import { reachingBindings } from '../../link/reaching';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type ClassRef } from '../../link/types';

export interface Load {
  /** The call of `execute`, `scalars`, `scalar` or `get`. */
  readonly call: number;
  readonly model: ClassRef;
  /** Nodes in which a loader option for it may stand. */
  readonly statements: readonly number[];
}

const READS = new Set(['execute', 'scalars', 'scalar', 'get', 'get_one', 'exec', 'stream_scalars']);
/** Methods between the call and the object. */
const STEPS = new Set(['scalars', 'all', 'first', 'one', 'one_or_none', 'scalar_one', 'scalar_one_or_none', 'scalar', 'unique', 'fetchall', 'partitions']);

/** The load behind a name or expression; undefined where it came from elsewhere, or in ways that cannot be followed. */
export function loadOf(linker: Linker, file: SourceFile, node: number, depth = 0): Load | undefined {
  if (depth > 6) return undefined;
  switch (file.kind(node)) {
    case Node.Await:
    case Node.Subscript:
      return loadOf(linker, file, file.a(node), depth + 1);
    case Node.Name: {
      const bindings = bindingsReaching(file, node);
      const [only] = bindings;
      if (only === undefined || bindings.length > 1 || only.value === 0 || only.path.length > 0 || (only.kind !== 'assign' && only.kind !== 'for' && only.kind !== 'named')) return undefined;
      return loadOf(linker, file, only.value, depth + 1);
    }
    case Node.Call: {
      const callee = file.a(node);
      if (file.kind(callee) !== Node.Attribute) return undefined;
      const method = file.name(file.b(callee));
      const isOperation = READS.has(method) && isSession(linker, file, file.a(callee));
      if (isOperation) return loadBy(linker, file, node, method);
      return STEPS.has(method) ? loadOf(linker, file, file.a(callee), depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}

/** What a local name may hold at its use; of names of functions around it, all that they are ever given. */
export function bindingsReaching(file: SourceFile, node: number): readonly Binding[] {
  const name = file.name(file.a(node));
  for (let scope = file.scopeOfNode(node); scope > 0; scope = file.scope(scope).parent) {
    const bindings = file.bindingsOf(scope).get(name);
    if (bindings !== undefined) return reachingBindings(file, bindings, file.blockOf(node), file.start(node)).bindings;
    if (file.scope(scope).parameters.some((parameter) => parameter.name === name)) return [];
    if (file.scope(scope).kind === 'function') return [];
  }
  return [];
}

function isSession(linker: Linker, file: SourceFile, node: number): boolean {
  return membersOf(typeOf(linker, file, node)).some((member) => member.kind === 'instance' && member.of.file.library && /AsyncSession$|async_scoped_session$/.test(linker.qualifiedName(member.of)));
}

function loadBy(linker: Linker, file: SourceFile, call: number, method: string): Load | undefined {
  const [first = 0] = file.argumentsOf(call).positional;
  if (method === 'get' || method === 'get_one') {
    const model = modelIn(linker, file, first);
    return model === undefined ? undefined : { call, model, statements: [call] };
  }
  const statements = statementsOf(file, first, 0);
  const select = statements.flatMap((statement) => selectIn(file, statement)).at(-1);
  const entities = select === undefined ? [] : file.argumentsOf(select).positional;
  const model = entities.length === 1 ? modelIn(linker, file, entities[0] ?? 0) : undefined;
  return model === undefined ? undefined : { call, model, statements };
}

function modelIn(linker: Linker, file: SourceFile, node: number): ClassRef | undefined {
  const type = typeOf(linker, file, node);
  return type.kind === 'class' && !type.of.file.library ? type.of : undefined;
}

/** The expressions that build a statement, `query = query.where(…)` followed backwards. */
function statementsOf(file: SourceFile, node: number, depth: number): readonly number[] {
  let root = node;
  while (file.kind(root) === Node.Call && file.kind(file.a(root)) === Node.Attribute) root = file.a(file.a(root));
  if (file.kind(root) !== Node.Name || depth > 8) return [node];
  const earlier = bindingsReaching(file, root).flatMap((binding) => (binding.kind === 'assign' && binding.value !== node ? statementsOf(file, binding.value, depth + 1) : []));
  return [node, ...earlier];
}

/** The `select(…)` that a statement starts with. */
function selectIn(file: SourceFile, statement: number): number[] {
  let root = statement;
  while (file.kind(root) === Node.Call && file.kind(file.a(root)) === Node.Attribute) root = file.a(file.a(root));
  return file.kind(root) === Node.Call && lastName(file, root) === 'select' ? [root] : [];
}
