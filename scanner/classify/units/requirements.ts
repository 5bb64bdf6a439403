/**
 * What follows from converting a function: an edge leads from it to each function that must be converted with it. A
 * function that becomes async takes its callers along, up to those that are async already or are entered from outside.
 */
import { Node } from '../../facts';
import type { CallSite } from '../../link/call-sites';
import type { SourceFile } from '../../link/source-file';
import type { Context } from '../context';
import { isTestPath } from '../category';
import type { Callers } from './callers';
import { entry, mentionEntry, moduleEntry, place, type Entry } from './entries';
import type { FunctionNode, FunctionNodes } from './function-node';
import type { SessionFlow } from './session-flow';
import type { Surroundings } from './surroundings';
import { needsAsync } from './usage-needs';

/**
 * Why one function needs another. `calls`: it is called by it. `given`: it is given its session by it. `passes`: it gives
 * it its session; here `run_sync` can stand between them. `shares`: one session. `overrides`: one method.
 */
export type Tie = 'calls' | 'given' | 'passes' | 'shares' | 'overrides';

export class Requirements {
  /** Function → those that must go with it. */
  readonly needs = new Map<FunctionNode, Map<FunctionNode, Tie>>();
  /** Function → functions that it calls, of those that are converted. */
  readonly calls = new Map<FunctionNode, Set<FunctionNode>>();
  /** How a function is entered, each place once. */
  readonly entries = new Map<FunctionNode, Map<string, Entry>>();
  readonly #becomesAsync = new Set<FunctionNode>();
  readonly #touched: FunctionNode[] = [];
  readonly #waiting: FunctionNode[] = [];

  constructor(
    private readonly context: Context,
    private readonly nodes: FunctionNodes,
    private readonly flow: SessionFlow,
    private readonly callers: Callers,
    private readonly surroundings: Surroundings,
    /** A provider gets an async one beside it: its callers go over one by one. */
    private readonly providers: ReadonlySet<FunctionNode>,
  ) {}

  /** Follows everything that converting these functions asks for. */
  follow(starts: readonly FunctionNode[]): void {
    for (const node of starts) {
      this.#touch(node);
      if (node.legacy.some((legacy) => needsAsync(this.context, node.file, legacy))) this.#makeAsync(node);
    }
    for (;;) {
      const touched = this.#touched.pop();
      const waiting = touched === undefined ? this.#waiting.pop() : undefined;
      if (touched !== undefined) this.#takeSessionsAlong(touched);
      else if (waiting !== undefined) this.#takeCallersAlong(waiting);
      else return;
    }
  }

  #touch(node: FunctionNode): void {
    if (this.needs.has(node)) return;
    this.needs.set(node, new Map());
    if (!this.providers.has(node)) this.#touched.push(node);
  }

  #takeSessionsAlong(node: FunctionNode): void {
    for (const owner of this.flow.sharedWith(node)) this.#tie(node, owner, 'shares', 'shares');
    if (!node.has('session-parameter')) return;
    this.#enterFromOutside(node);
    for (const site of this.callers.callsOf(node)) {
      if (site.file.kind(site.node) !== Node.Call || !this.flow.passesSession(site.file, site.node)) continue;
      const caller = this.#around(site);
      if (isOutside(caller)) this.#enter(node, isTestPath(site.file.path) ? testEntry(caller, site) : moduleEntry(site.file, site.node, node));
      else if (caller !== node) {
        this.#tie(node, caller, 'given', 'passes');
        this.#note(caller, node);
      }
    }
  }

  /** Both go together. */
  #tie(left: FunctionNode, right: FunctionNode, there: Tie, back: Tie): void {
    if (this.providers.has(left) || this.providers.has(right)) return;
    this.#touch(left);
    this.#touch(right);
    this.#need(left, right, there);
    this.#need(right, left, back);
  }

  #need(from: FunctionNode, to: FunctionNode, tie: Tie): void {
    const needs = this.needs.get(from);
    const known = needs?.get(to);
    // What `run_sync` could loosen counts least.
    if (known === undefined || known === 'passes') needs?.set(to, tie);
  }

  #note(caller: FunctionNode, callee: FunctionNode): void {
    const calls = this.calls.get(caller);
    if (calls === undefined) this.calls.set(caller, new Set([callee]));
    else calls.add(callee);
  }

  #enter(node: FunctionNode, one: Entry): void {
    let entries = this.entries.get(node);
    if (entries === undefined) this.entries.set(node, (entries = new Map<string, Entry>()));
    const { kind, path, scope, line } = one.boundary;
    const key = `${kind} ${path} ${scope} ${one.blocker}`;
    const known = entries.get(key);
    if (known === undefined || line < known.boundary.line) entries.set(key, one);
  }

  #makeAsync(node: FunctionNode): void {
    if (node.isAsync || this.providers.has(node) || this.#becomesAsync.has(node)) return;
    this.#becomesAsync.add(node);
    this.#waiting.push(node);
  }

  #takeCallersAlong(node: FunctionNode): void {
    this.#touch(node);
    if (node.isModule) {
      this.#enter(node, { boundary: { kind: 'cli', path: node.file.path, scope: '', line: node.line }, blocker: '' });
      return;
    }
    for (const one of this.surroundings.specialEntriesOf(node)) this.#enter(node, one);
    this.#enterFromOutside(node);
    for (const site of this.callers.callsOf(node)) this.#follow(node, site);
    for (const site of this.callers.possibleCallsOf(node)) this.#mayCall(node, site);
    for (const other of this.surroundings.sameMethodAs(node)) this.#override(node, other);
  }

  /** Who else runs the function must await it, or hand it the other session. */
  #enterFromOutside(node: FunctionNode): void {
    for (const one of this.surroundings.entriesOf(node)) this.#enter(node, one);
    for (const mention of this.callers.mentionsOf(node)) {
      const from = this.nodes.around(mention.file, mention.file.scopeOfNode(mention.node));
      this.#enter(node, mentionEntry(mention, from, node));
    }
  }

  #follow(node: FunctionNode, site: CallSite): void {
    const { file } = site;
    const caller = this.#around(site);
    if (isTestPath(file.path)) this.#enter(node, testEntry(caller, site));
    else if (caller.isModule) this.#enter(node, moduleEntry(file, site.node, node));
    else if (this.context.bridges.around(file, file.scopeOfNode(site.node)) && inLambda(file, site.node)) this.#enter(node, this.#at(caller, site, 'async'));
    else if (inLambda(file, site.node)) this.#enter(node, { ...this.#at(caller, site, 'unknown'), blocker: `${place(node)} is called in a lambda in ${place(caller)}, which cannot await it` });
    else if (caller.isAsync) {
      this.#note(caller, node);
      this.#enter(node, this.#at(caller, site, 'async'));
    } else if (caller !== node) {
      this.#touch(caller);
      this.#note(caller, node);
      this.#need(node, caller, 'calls');
      if (this.providers.has(caller)) this.#enter(node, { ...this.#at(caller, site, 'unknown'), blocker: `${place(caller)} calls it and hands out sync sessions` });
      this.#makeAsync(caller);
    }
  }

  #at(caller: FunctionNode, site: CallSite, kind: 'async' | 'unknown'): Entry {
    return { boundary: { kind, path: site.file.path, scope: caller.name, line: site.file.line(site.file.start(site.node)) }, blocker: '' };
  }

  /** `service.enqueue_task(…)`, where nothing says what `service` is. */
  #mayCall(node: FunctionNode, site: CallSite): void {
    const caller = this.#around(site);
    if (isTestPath(site.file.path) || caller === node || caller.isAsync) return;
    this.#enter(node, { ...this.#at(caller, site, 'unknown'), blocker: `${place(caller)} calls something named ${node.lastName}, which may be ${place(node)}` });
  }

  #override(node: FunctionNode, other: FunctionNode): void {
    if (isTestPath(other.file.path)) this.#enter(node, entry('test', other));
    else if (!other.isAsync && other !== node) {
      this.#tie(node, other, 'overrides', 'overrides');
      this.#makeAsync(other);
    }
  }

  #around(site: CallSite): FunctionNode {
    return this.nodes.around(site.file, site.file.scopeOfNode(site.node));
  }
}

/** Tests and module code are not made async by a unit: they follow by themselves or cannot. */
function isOutside(caller: FunctionNode): boolean {
  return caller.isModule || isTestPath(caller.file.path);
}

function testEntry(caller: FunctionNode, site: CallSite): Entry {
  return { boundary: { kind: 'test', path: site.file.path, scope: caller.name, line: site.file.line(site.file.start(site.node)) }, blocker: '' };
}

function inLambda(file: SourceFile, node: number): boolean {
  for (let scope = file.scopeOfNode(node); scope > 0; scope = file.scope(scope).parent) {
    const { kind } = file.scope(scope);
    if (kind === 'lambda') return true;
    if (kind !== 'comprehension') return false;
  }
  return false;
}
