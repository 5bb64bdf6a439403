/** How a function is entered from outside of the project's own calls: by a framework, a thread, a task queue, a terminal. */
import { Node } from '../../facts';
import { classInfo } from '../../link/class-info';
import { decoratorName } from '../../link/functions';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import type { UnitBoundary } from '../../snapshot';
import { isTestPath } from '../category';
import { effectOfDecorators } from '../hazards/decorators';
import { isProperty, receiverOf } from './callers';
import type { Mention } from './uncalled-reads';
import type { FunctionNode } from './function-node';

/** A boundary, and what stands in the way there; `blocker` '' where nothing does. */
export interface Entry {
  readonly boundary: UnitBoundary;
  readonly blocker: string;
}

type Kind = UnitBoundary['kind'];

const PLAIN = /^(staticmethod|classmethod|abstractmethod|override|overload|final|wraps|contextmanager|asynccontextmanager|property|cached_property|setter|deleter|hybrid_property|deprecated|typing)$/;
const ROUTE = /^(get|post|put|patch|delete|head|options|route|websocket|api_route|on_event|exception_handler|middleware|errorhandler|before_request|after_request|teardown_request|teardown_appcontext|context_processor|before_app_request|app_errorhandler)$/;
const TASK = /^(task|shared_task|periodic_task|actor|job|scheduled_job)$/;
const COMMAND = /^(command|group|callback)$/;
const THREADS = new Set(['Thread', 'Timer', 'Process', 'submit', 'start_new_thread', 'run_in_executor', 'to_thread', 'run_in_threadpool', 'run_sync', 'call_soon_threadsafe', 'call_later', 'call_soon']);
/** Takes a coroutine function as readily as a plain one. */
const EITHER = new Set(['Depends', 'Security', 'Injected', 'Provide', 'TaskiqDepends', 'add_task', 'add_api_route', 'add_route', 'add_api_websocket_route', 'add_event_handler', 'add_exception_handler', 'Route', 'Mount', 'patch', 'isinstance', 'signature', 'iscoroutinefunction', 'wraps', 'update_wrapper']);
const WSGI = /^(flask|flask_restful|flask_restx|bottle|pyramid|django)(\.|$)/;

/** What decorators and the class of a function say about who calls it. */
export function entriesOf(linker: Linker, node: FunctionNode): Entry[] {
  return [...decoratedEntries(linker, node), ...inheritedEntries(linker, node)];
}

function decoratedEntries(linker: Linker, node: FunctionNode): Entry[] {
  const { file } = node;
  return node.scopes.flatMap((scope) => {
    const found = file.scope(scope).decorators.flatMap((decorator): Entry[] => {
      const name = decoratorName(file, decorator);
      const last = name.slice(name.lastIndexOf('.') + 1);
      if (PLAIN.test(last)) return [];
      if (last === 'fixture') return [entry('test', node)];
      if (ROUTE.test(last) && name.includes('.')) return [routeEntry(node)];
      if (TASK.test(last)) return [entry('worker', node, `${place(node)} is a task: its worker has no event loop`)];
      if (COMMAND.test(last)) return [entry('cli', node)];
      return effectOfDecorators(linker, { file, scope }) === 'keeps' ? [] : [entry('unknown', node, `${place(node)} is wrapped by @${name}, which may not await it`)];
    });
    return found.slice(0, 1);
  });
}

/** FastAPI and Starlette take `async def` as readily as `def`; a WSGI framework calls its views in threads. */
function routeEntry(node: FunctionNode): Entry {
  if (!isWsgi(node.file)) return entry('route', node);
  return entry('thread', node, `${place(node)} is a view of a WSGI framework, which calls it in a thread`);
}

function isWsgi(file: SourceFile): boolean {
  return file.facts.imports.some((row) => WSGI.test(row.module)) && !file.facts.imports.some((row) => /^(fastapi|starlette|quart|litestar)\b/.test(row.module));
}

/** `run` of a `Thread`, `get` of a view class: methods that a library's class calls. */
function inheritedEntries(linker: Linker, node: FunctionNode): Entry[] {
  const [scope] = node.scopes;
  const owner = scope === undefined ? -1 : node.file.classAround(scope);
  if (owner < 0 || node.lastName.startsWith('_')) return [];
  const bases = classInfo(linker, { file: node.file, scope: owner });
  const outside = bases.external;
  const isThread = bases.order.some(({ of }) => of.file.library && /^(threading|multiprocessing)/.test(of.file.module)) || /^(threading|multiprocessing)\./.test(outside ?? '');
  if (isThread && node.lastName === 'run') return [entry('thread', node, `${place(node)} runs in a thread of its own`)];
  if (outside === undefined) return [];
  if (isWsgi(node.file) && /^(get|post|put|patch|delete|head|options|dispatch_request)$/.test(node.lastName)) return [routeEntry(node)];
  if (/(^|\.)(HTTPEndpoint|WebSocketEndpoint|BaseHTTPMiddleware)$/.test(outside)) return [entry('route', node)];
  if (/(^|\.)BaseCommand$/.test(outside) && node.lastName === 'handle') return [entry('cli', node)];
  return [];
}

/** What Python itself calls cannot be awaited: `__init__`, `__len__`, a property. */
export function specialEntries(linker: Linker, node: FunctionNode): Entry[] {
  if (isProperty(linker, node)) return [entry('unknown', node, `${place(node)} is a property, which is not called and so not awaited: make it a method first`)];
  if (!/^__\w+__$/.test(node.lastName) || /^__(call|aenter|aexit|anext|aiter|enter|exit)__$/.test(node.lastName)) return [];
  return [entry('unknown', node, `${place(node)} is called by Python itself and cannot be async: move the session work into a method`)];
}

/** @param from the function in which it is mentioned */
export function mentionEntry(mention: Mention, from: FunctionNode, of: FunctionNode): Entry {
  const { file, node } = mention;
  const line = file.line(file.start(node));
  const receiver = receiverOf(mention);
  if (isTestPath(file.path)) return { boundary: { kind: 'test', path: file.path, scope: from.name, line }, blocker: '' };
  if (EITHER.has(receiver)) return { boundary: { kind: 'route', path: file.path, scope: from.name, line }, blocker: '' };
  if (receiver === 'add_command') return { boundary: { kind: 'cli', path: file.path, scope: from.name, line }, blocker: '' };
  if (THREADS.has(receiver)) {
    // `await asyncio.to_thread(save)` becomes `await save()`.
    if (from.isAsync) return { boundary: { kind: 'async', path: file.path, scope: from.name, line }, blocker: '' };
    return { boundary: { kind: 'thread', path: file.path, scope: from.name, line }, blocker: `${place(of)} is run in a thread by ${place(from)}` };
  }
  const how = receiver === '' ? 'is kept by name' : `is handed to ${receiver}()`;
  return { boundary: { kind: 'unknown', path: file.path, scope: from.name, line }, blocker: `${place(of)} ${how} in ${place(from)}: nothing says that it would be awaited there` };
}

/** Code outside of functions that calls one. */
export function moduleEntry(file: SourceFile, node: number, of: FunctionNode): Entry {
  const line = file.line(file.start(node));
  if (isTestPath(file.path)) return { boundary: { kind: 'test', path: file.path, scope: '', line }, blocker: '' };
  if (underMainGuard(file, file.blockOf(node))) return { boundary: { kind: 'cli', path: file.path, scope: '', line }, blocker: '' };
  return { boundary: { kind: 'module', path: file.path, scope: '', line }, blocker: `${place(of)} is called while ${file.path} is imported, where nothing can be awaited` };
}

/** `if __name__ == "__main__":` */
export function underMainGuard(file: SourceFile, block: number): boolean {
  for (let at = block; at > 0; at = file.facts.blocks[at]?.parent ?? -1) {
    const { kind, guard } = file.facts.blocks[at] ?? { kind: 'module', guard: 0 };
    if (kind === 'if' && file.kind(guard) === Node.Compare && [...file.list(file.a(guard))].some((side) => file.describe(side) === '__name__')) return true;
  }
  return false;
}

export function entry(kind: Kind, node: FunctionNode, blocker = ''): Entry {
  return { boundary: { kind, path: node.file.path, scope: node.name, line: node.line }, blocker };
}

/** `OrderService.save in app/orders.py` */
export function place(node: FunctionNode): string {
  return node.isModule ? `the code of ${node.file.path}` : `${node.name} in ${node.file.path}`;
}
