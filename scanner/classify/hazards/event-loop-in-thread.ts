import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import type { Evidence } from '../../snapshot';
import { calledBy, callsIn, namesLeadingTo, reachedFrom } from './call-graph';
import { oncePerState, type HazardFinding, type HazardRule, type Project } from './rule';

/** `threading.Thread(target=run)`, where `run` calls `asyncio.run` on a coroutine that uses the shared async engine. */
export const eventLoopInThread: HazardRule = {
  name: 'event-loop-in-thread',
  wide: true,
  find: (project, file) => loopsInThreads(project).get(file) ?? [],
};

/** Calls that start a thread, and where the function that runs in it stands among their arguments. */
const STARTERS: Readonly<Record<string, { readonly position: number; readonly keyword: string }>> = {
  Thread: { position: 1, keyword: 'target' },
  Timer: { position: 1, keyword: 'function' },
  submit: { position: 0, keyword: 'fn' },
  run_in_executor: { position: 1, keyword: 'func' },
  to_thread: { position: 0, keyword: 'func' },
  run_in_threadpool: { position: 0, keyword: 'func' },
};

const loopsInThreads = oncePerState((project) => {
  const found = new Map<SourceFile, HazardFinding[]>();
  if (!hasSharedEngine(project)) return found;
  const leading = namesLeadingTo(project.linker, functionsWithLoops(project));
  if (leading.size === 0) return found;
  const seen = new Set<string>();
  const add = (file: SourceFile, calls: readonly number[], started: Evidence): void => {
    for (const finding of loopsIn(project, file, calls, started)) {
      const list = found.get(file);
      if (list === undefined) found.set(file, [finding]);
      else list.push(finding);
    }
  };
  for (const { entries, lambda, started } of threads(project)) {
    if (lambda !== undefined) add(lambda.file, lambda.calls, started);
    // A thread's plain functions; what they run as coroutines belongs to the new loop.
    const follow = (of: FunctionRef): boolean => !of.file.scope(of.scope).isAsync;
    for (const { file, scope } of reachedFrom(project.linker, entries, { follow, wanted: (name) => leading.has(name) })) {
      if (file.scope(scope).isAsync || seen.has(`${file.id} ${scope}`)) continue;
      seen.add(`${file.id} ${scope}`);
      add(file, callsIn(file).get(scope) ?? [], started);
    }
  }
  return found;
});

/** Names of functions that run an event loop of their own. */
function functionsWithLoops(project: Project): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { file, node } of [...project.linker.callSites.of('run'), ...project.linker.callSites.of('new_event_loop')]) {
    const around = file.functionAround(file.scopeOfNode(node));
    if (around >= 0 && makesLoop(file, node)) names.add(file.scope(around).name);
  }
  return names;
}

function makesLoop(file: SourceFile, call: number): boolean {
  return isRun(file, call) || lastName(file, call) === 'new_event_loop';
}

function isRun(file: SourceFile, call: number): boolean {
  return /^(asyncio|anyio)\.run$/.test(file.describe(file.a(call)));
}

interface Thread {
  readonly entries: readonly FunctionRef[];
  readonly lambda?: { readonly file: SourceFile; readonly calls: readonly number[] };
  readonly started: Evidence;
}

function threads(project: Project): readonly Thread[] {
  const { callSites } = project.linker;
  const started = Object.entries(STARTERS).flatMap(([name, place]) =>
    callSites.of(name).map(({ file, node }): Thread => {
      const { positional, keywords } = file.argumentsOf(node);
      const target = keywords.get(place.keyword) ?? positional[place.position] ?? 0;
      const by: Evidence = { text: `started by ${file.describe(file.a(node))}(…)`, path: file.path, line: file.line(file.start(node)) };
      if (file.kind(target) !== Node.Lambda) return { entries: calledBy(project.linker, file, target), started: by };
      const calls = (callsIn(file).get(file.functionAround(file.scopeOfNode(node))) ?? []).filter((call) => file.start(call) >= file.start(target) && file.end(call) <= file.end(target));
      return { entries: calls.flatMap((call) => calledBy(project.linker, file, file.a(call))), lambda: { file, calls }, started: by };
    }),
  );
  const subclasses = callSites.subclassesOf('Thread').flatMap(({ file, scope }): Thread[] => {
    const run = file.bindingsOf(scope).get('run')?.find((binding) => binding.kind === 'definition');
    if (run === undefined) return [];
    return [{ entries: [{ file, scope: run.row }], started: { text: `${file.scope(scope).name} is a Thread`, path: file.path, line: file.line(file.scope(scope).nameStart) } }];
  });
  return [...started, ...subclasses];
}

function loopsIn(project: Project, file: SourceFile, calls: readonly number[], started: Evidence): HazardFinding[] {
  const makers = calls.filter((call) => makesLoop(file, call));
  if (makers.length === 0) return [];
  const runs = calls.filter((call) => isRun(file, call) || lastName(file, call) === 'run_until_complete');
  const coroutines = runs.flatMap((call) => {
    const [argument = 0] = file.argumentsOf(call).positional;
    return calledBy(project.linker, file, file.kind(argument) === Node.Call ? file.a(argument) : argument);
  });
  const use = sharedUse(project, coroutines);
  if (use === undefined) return [];
  return makers.map((call) => {
    const name = lastName(file, call);
    const end = file.end(file.a(call));
    return {
      start: end - name.length, end, scope: file.scopeOfNode(call), certainty: 'certain',
      message: 'A second event loop in a thread uses the connections of an async engine that belongs to another loop.',
      evidence: [started, use],
    };
  });
}

/** The first use of an async session below the coroutines, unless an engine of their own is made there too. */
function sharedUse(project: Project, coroutines: readonly FunctionRef[]): Evidence | undefined {
  let use: Evidence | undefined;
  for (const { file, scope } of reachedFrom(project.linker, coroutines)) {
    for (const finding of project.findings.get(file) ?? []) {
      if (file.functionAround(finding.scope) !== scope || finding.state !== 'async') continue;
      if (finding.kind === 'engine') return undefined;
      if (finding.kind === 'session-open' || (finding.kind === 'connection-operation' && finding.method !== 'dispose')) {
        use ??= { text: `${file.qualifiedName(scope)} uses ${finding.api}`, path: file.path, line: file.line(finding.start) };
      }
    }
  }
  return use;
}

/** An async engine that is made with a pool. */
function hasSharedEngine(project: Project): boolean {
  for (const [file, findings] of project.findings) {
    for (const finding of findings) {
      if (finding.kind !== 'engine' || finding.state !== 'async') continue;
      const call = (callsIn(file).get(file.functionAround(finding.scope)) ?? []).find((candidate) => file.end(file.a(candidate)) === finding.end);
      const pool = call === undefined ? 0 : (file.argumentsOf(call).keywords.get('poolclass') ?? 0);
      if (lastName(file, pool) !== 'NullPool') return true;
    }
  }
  return false;
}
