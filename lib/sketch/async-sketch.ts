import type { Usage } from '../../scanner/snapshot';
import { afterBracket, dottedNameStart, type LineSpan } from './python-text';
import { queryChain } from './query-chain';

export type SketchUsage = Pick<Usage, 'kind' | 'state' | 'method' | 'line' | 'column' | 'endColumn'>;

/** Methods of AsyncSession, AsyncConnection and AsyncEngine that return awaitables. */
const AWAITABLE = new Set(
  ('close close_all commit connection delete execute flush get get_one invalidate merge refresh reset rollback run_sync scalar scalars ' +
    'stream stream_scalars exec dispose').split(' '),
);

/** Names that have an async counterpart, as whole words. */
const COUNTERPARTS: readonly (readonly [RegExp, string])[] = [
  [/@contextmanager\b/, '@asynccontextmanager'],
  [/@pytest\.fixture\b/, '@pytest_asyncio.fixture'],
  [/\b(?:Generator|Iterator)\[\s*(?:orm\.)?Session\b[^\]]*\]/, 'AsyncIterator[AsyncSession]'],
  [/(?<!\.)\bSession\b(?=\s*(?:[,)=\]]|\||$))/, 'AsyncSession'],
];

/**
 * How some lines of Python will look on the async API: a mechanical sketch of what its usages must become, made for
 * plans and side-by-side views. It has not been run, and a person must read it.
 */
export function asyncSketch(source: string, usages: readonly SketchUsage[], span: LineSpan): string {
  const lines = source.split('\n');
  const text = lines.slice(span.from - 1, span.to).join('\n');
  const starts = offsetsOf(text);
  const inside = usages.filter((usage) => usage.line >= span.from && usage.line <= span.to && usage.state !== 'async' && usage.state !== 'exempt');
  const at = (usage: SketchUsage) => (starts[usage.line - span.from] ?? 0) + usage.column - 1;
  const edits = inside.flatMap((usage) => editsFor(text, usage, at(usage)));
  return apply(text, [...edits, ...signatureEdits(text, inside.length > 0)]);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editsFor(text: string, usage: SketchUsage, at: number): Edit[] {
  const nameEnd = at + usage.endColumn - usage.column;
  switch (usage.kind) {
    case 'engine':
      return [{ start: at, end: nameEnd, text: text.slice(at, nameEnd) === 'engine_from_config' ? 'async_engine_from_config' : 'create_async_engine' }];
    case 'session-factory':
      return text.slice(at, nameEnd) === 'sessionmaker' ? [{ start: at, end: nameEnd, text: 'async_sessionmaker' }] : [];
    case 'session-open':
      return asyncWith(text, at);
    case 'session-operation':
      return awaited(text, at, nameEnd);
    case 'connection-operation': {
      const opened = asyncWith(text, at);
      return opened.length > 0 ? opened : awaited(text, at, nameEnd);
    }
    case 'legacy-query':
      return query(text, at, nameEnd);
    default:
      return [];
  }
}

/** `with x.get_session() as s` → `async with …`, where the statement begins on the line of the open. */
function asyncWith(text: string, at: number): Edit[] {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const match = /^(\s*)with\s/.exec(text.slice(lineStart, at));
  const start = lineStart + (match?.[1]?.length ?? 0);
  return match ? [{ start, end: start, text: 'async ' }] : [];
}

/** `s.execute(q).all()` → `(await s.execute(q)).all()` */
function awaited(text: string, at: number, nameEnd: number): Edit[] {
  if (!AWAITABLE.has(text.slice(at, nameEnd))) return [];
  const start = dottedNameStart(text, at);
  if (/\bawait\s+\(?$/.test(text.slice(Math.max(0, start - 10), start))) return [];
  const end = text[nameEnd] === '(' ? afterBracket(text, nameEnd) : -1;
  const isChained = end > 0 && /^\s*[.[]/.test(text.slice(end, end + 80));
  if (!isChained) return [{ start, end: start, text: 'await ' }];
  return [
    { start, end: start, text: '(await ' },
    { start: end, end, text: ')' },
  ];
}

function query(text: string, at: number, nameEnd: number): Edit[] {
  const start = dottedNameStart(text, at);
  const receiver = text.slice(start, at - 1);
  const chain = text[nameEnd] === '(' ? queryChain(text, receiver, nameEnd) : null;
  return chain ? [{ start, end: chain.end, text: chain.replacement }] : [];
}

/** The head of the function: `async def`, its decorators and annotations. */
function signatureEdits(text: string, hasUsages: boolean): Edit[] {
  if (!hasUsages) return [];
  const head = /^((?:[ \t]*@.*\n)*[ \t]*)(async\s+)?def\s+\w+\s*\(/.exec(text);
  if (!head) return [];
  const open = head[0].length - 1;
  const colon = text.indexOf(':', Math.max(open, afterBracket(text, open)));
  const signature = text.slice(0, colon < 0 ? text.length : colon);
  const edits: Edit[] = head[2] ? [] : [{ start: head[1]?.length ?? 0, end: head[1]?.length ?? 0, text: 'async ' }];
  for (const [pattern, replacement] of COUNTERPARTS) {
    for (const match of signature.matchAll(new RegExp(pattern, 'g'))) edits.push({ start: match.index, end: match.index + match[0].length, text: replacement });
  }
  return edits;
}

/** Applies edits from the end on; of two that overlap the outer one, which was made from the whole chain, wins. */
function apply(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
  const kept = ordered.filter((edit) => !ordered.some((other) => other !== edit && other.start <= edit.start && other.end >= edit.end && other.end - other.start > edit.end - edit.start));
  return kept.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

function offsetsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
