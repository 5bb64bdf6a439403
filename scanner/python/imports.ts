/** `import a.b as c` and `from ..a import b as c, d`. */
import type { Import } from '../facts';
import { IMPORT_KINDS, ImportRow } from '../facts-tables';
import { bindName } from './bindings';
import { closeEmptyBracket } from './loose';
import type { Parser } from './parser';
import { T } from './tokens';

export function parseImport(p: Parser): void {
  do {
    p.next();
    const start = p.start;
    const [first, module] = readModule(p, start, '');
    if (module === 0) return;
    const alias = readAlias(p);
    const row = addImport(p, 'module', module, 0, alias, start);
    // `import a.b` binds `a`.
    bindName(p, 'import', alias === 0 ? first : alias, p.lastEnd, 0, row);
  } while (p.token === T.Comma);
}

export function parseFromImport(p: Parser): void {
  p.next();
  const start = p.start;
  let dots = '';
  while (p.token === T.Dot || p.token === T.Ellipsis) {
    dots += p.token === T.Dot ? '.' : '...';
    p.next();
  }
  let module = p.localText(dots);
  if (p.token !== T.Import || dots === '') [, module] = readModule(p, start, dots);
  if (!p.accept(T.Import)) return p.problem('`import` is missing after `from`.');
  const open = p.start;
  if (p.accept(T.Star)) addImport(p, 'star', module, 0, 0, open);
  else if (p.accept(T.LeftParen)) {
    readImportedNames(p, module);
    closeEmptyBracket(p, T.RightParen, open);
  } else readImportedNames(p, module);
}

function readImportedNames(p: Parser, module: number): void {
  if (p.token !== T.Name) p.problem('A name to import is missing.');
  while (p.token === T.Name) {
    const start = p.start;
    const name = p.local(p.name);
    p.next();
    const alias = readAlias(p);
    const row = addImport(p, 'from', module, name, alias, start);
    bindName(p, 'import', alias === 0 ? name : alias, p.lastEnd, 0, row);
    if (!p.accept(T.Comma)) return;
  }
}

/** First name and whole dotted name, which begins with the dots at `start`; 0 where there is none. */
function readModule(p: Parser, start: number, dots: string): [number, number] {
  if (p.token !== T.Name) {
    p.problem('The name of a module is missing.');
    return [0, p.localText(dots)];
  }
  const first = p.local(p.name);
  const parts = [p.name];
  let length = dots.length + p.tokenEnd - p.start;
  p.next();
  if (p.token !== T.Dot && dots === '') return [first, first];
  while (p.accept(T.Dot)) {
    if (p.token !== T.Name) {
      p.problem('A name is missing after the dot.');
      break;
    }
    parts.push(p.name);
    length += 1 + p.tokenEnd - p.start;
    p.next();
  }
  // As a rule the name stands there in one piece.
  if (p.ascii && p.lastEnd - start === length) return [first, p.localSlice(start, p.lastEnd)];
  return [first, p.localText(dots + parts.map((part) => p.names.text(part)).join('.'))];
}

/** The name after `as`, 0 if there is none. */
function readAlias(p: Parser): number {
  if (!p.accept(T.As)) return 0;
  if (p.token !== T.Name) {
    p.problem('A name is missing after `as`.');
    return 0;
  }
  const alias = p.local(p.name);
  p.next();
  return alias;
}

function addImport(
  p: Parser,
  kind: Import['kind'],
  module: number,
  name: number,
  alias: number,
  start: number,
): number {
  const { imports, block } = p.facts;
  const row = imports.add();
  imports.set(row, ImportRow.kind, IMPORT_KINDS.indexOf(kind));
  imports.set(row, ImportRow.module, module);
  imports.set(row, ImportRow.name, name);
  imports.set(row, ImportRow.alias, alias);
  imports.set(row, ImportRow.block, block);
  imports.set(row, ImportRow.start, start);
  imports.set(row, ImportRow.end, p.lastEnd);
  return row;
}
