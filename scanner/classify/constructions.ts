/** Where engines, session factories and declarative bases are made. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { libraryAncestor } from '../link/class-info';
import { lastName } from '../link/call-sites';
import { typeOf } from '../link/expressions';
import { typeOfAnnotation } from '../link/annotations';
import type { SourceFile } from '../link/source-file';
import { membersOf, type Type } from '../link/types';
import type { Context, Finding } from './context';

export function constructions(context: Context, file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  for (const node of file.calls()) {
    const callee = file.a(node);
    if ((file.kind(callee) !== Node.Name && file.kind(callee) !== Node.Attribute) || !(context.spread.reaches(file, callee) || context.bases.has(lastName(file, callee)))) continue;
    const finding = constructed(context, file, node, callee);
    if (finding !== undefined) findings.push(finding);
  }
  for (const [scope, info] of file.facts.scopes.entries()) {
    if (info.kind === 'class') findings.push(...modelBase(context, file, scope));
  }
  return findings;
}

function constructed(context: Context, file: SourceFile, call: number, callee: number): Finding | undefined {
  const name = file.name(file.kind(callee) === Node.Name ? file.a(callee) : file.b(callee));
  for (const member of membersOf(typeOf(context.linker, file, callee))) {
    if (member.kind === 'function' && member.of.file.library) {
      const library = context.linker.qualifiedName(member.of);
      const short = library.slice(library.lastIndexOf('.') + 1);
      if (context.pack.engines.has(library)) return finding(file, call, callee, name, 'engine', stateOf(modeOfResult(context, file, call)), short);
      if (context.pack.baseFunctions.has(library)) return finding(file, call, callee, name, 'model-base', baseState(context, file, call), short);
    }
    if (member.kind === 'class') {
      const library = libraryAncestor(context.linker, member.of, context.pack.factories);
      if (library === undefined) continue;
      const short = library.slice(library.lastIndexOf('.') + 1);
      return finding(file, call, callee, name, 'session-factory', stateOf(modeOfResult(context, file, call)), short);
    }
  }
  return undefined;
}

function finding(file: SourceFile, call: number, callee: number, name: string, kind: Finding['kind'], state: State, api: string): Finding {
  const length = name.length;
  return {
    start: file.end(callee) - length, end: file.end(callee), scope: file.scopeOfNode(call), kind, state, api, method: name, awaited: false, guessed: false,
    why: state === 'async' ? 'makes the target' : 'makes the legacy one', origin: undefined,
  };
}

function stateOf(mode: 'legacy' | 'target'): State {
  return mode === 'target' ? 'async' : 'sync';
}

/** What a factory makes decides, not what it is called: `sessionmaker(class_=AsyncSession)` is on the target. */
function modeOfResult(context: Context, file: SourceFile, call: number): 'legacy' | 'target' {
  const type = typeOf(context.linker, file, call);
  for (const member of membersOf(type)) {
    if (member.kind !== 'instance') continue;
    const made = member.args.flatMap((argument) => context.roles.sessions(argument))[0];
    const mode = made?.mode ?? context.roles.ofInstance(member)?.mode;
    if (mode !== undefined) return mode;
  }
  return 'legacy';
}

/** `declarative_base(cls=AsyncAttrs)` */
function baseState(context: Context, file: SourceFile, call: number): State {
  const cls = file.argumentsOf(call).keywords.get('cls') ?? 0;
  return cls !== 0 && hasAsyncAttributes(context, typeOf(context.linker, file, cls)) ? 'async' : 'sync';
}

function hasAsyncAttributes(context: Context, type: Type): boolean {
  return membersOf(type).some((member) => (member.kind === 'class' || member.kind === 'instance') && libraryAncestor(context.linker, member.of, context.pack.baseMixins) !== undefined);
}

/** A class directly on a library's base; models below it change nothing. */
function modelBase(context: Context, file: SourceFile, scope: number): Finding[] {
  const info = file.scope(scope);
  for (const base of info.bases) {
    if (file.kind(base) === Node.Keyword) continue;
    for (const member of membersOf(typeOfAnnotation(context.linker, file, base))) {
      if (member.kind !== 'instance' || !member.of.file.library) continue;
      const role = context.pack.roles[context.linker.qualifiedName(member.of)];
      if (role?.role !== 'model-base' || file.kind(base) === Node.Call || !isImported(file, base, role.api)) continue;
      const state: State = hasAsyncAttributes(context, { kind: 'class', of: { file, scope }, args: [] }) ? 'async' : 'sync';
      return [{
        start: info.nameStart, end: info.nameEnd, scope: info.parent, kind: 'model-base', state, api: role.api, method: info.name, awaited: false, guessed: false,
        why: state === 'async' ? 'has AsyncAttrs' : 'without AsyncAttrs its lazy attributes cannot be awaited', origin: undefined,
      }];
    }
  }
  return [];
}

/** The base is the library's class itself, not the result of `declarative_base()` under another name. */
function isImported(file: SourceFile, base: number, api: string): boolean {
  const name = file.kind(base) === Node.Name ? file.name(file.a(base)) : file.kind(base) === Node.Attribute ? file.name(file.b(base)) : '';
  return name === api || file.facts.imports.some((row) => row.alias === name && row.name === api);
}

