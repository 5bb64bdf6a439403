import { afterBracket } from './python-text';

/** One call of a chain: `.filter(Task.id == 1)`. */
interface Link {
  readonly name: string;
  readonly args: string;
}

/**
 * What a legacy query becomes: `session.query(Task).filter(x).first()` →
 * `(await session.execute(select(Task).where(x))).scalars().first()`. `open` is the offset
 * of the bracket after `query`. Null where the chain is not one that has a plain counterpart.
 */
export function queryChain(text: string, receiver: string, open: number): { readonly end: number; readonly replacement: string } | null {
  const close = afterBracket(text, open);
  if (close < 0) return null;
  const entities = text.slice(open + 1, close - 1).trim();
  const { links, end } = linksAfter(text, close);
  const last = links.at(-1);
  const steps = links.slice(0, -1);
  if (!last || !steps.every((link) => link.name in STEPS) || entities === '') return null;
  const clauses = steps.map((link) => `.${STEPS[link.name]}(${link.args})`).join('');
  const replacement = finish(receiver, entities, clauses, last);
  return replacement === null ? null : { end, replacement };
}

const STEPS: Readonly<Record<string, string>> = {
  filter: 'where',
  where: 'where',
  filter_by: 'filter_by',
  join: 'join',
  outerjoin: 'outerjoin',
  options: 'options',
  order_by: 'order_by',
  group_by: 'group_by',
  having: 'having',
  limit: 'limit',
  offset: 'offset',
  distinct: 'distinct',
  with_for_update: 'with_for_update',
};

function finish(receiver: string, entities: string, clauses: string, last: Link): string | null {
  const isSingle = !splitsAtComma(entities) && !/\bfunc\./.test(entities);
  const rows = isSingle ? '.scalars()' : '';
  const executed = `(await ${receiver}.execute(select(${entities})${clauses}))`;
  switch (last.name) {
    case 'all':
    case 'first':
      return `${executed}${rows}.${last.name}()`;
    case 'one':
    case 'one_or_none':
      return isSingle ? `${executed}.scalar_${last.name}()` : `${executed}.${last.name}()`;
    case 'scalar':
      return `await ${receiver}.scalar(select(${entities})${clauses})`;
    case 'count':
      return isSingle ? `await ${receiver}.scalar(select(func.count()).select_from(${entities})${clauses})` : null;
    case 'get':
      return isSingle && clauses === '' ? `await ${receiver}.get(${entities}, ${last.args})` : null;
    case 'delete':
      return isSingle ? `await ${receiver}.execute(delete(${entities})${clauses})` : null;
    case 'update': {
      const values = /^\s*\{/.test(last.args) ? last.args.replace(/,\s*synchronize_session=[^,]*$/, '') : null;
      return isSingle && values !== null ? `await ${receiver}.execute(update(${entities})${clauses}.values(${values.trim()}))` : null;
    }
    default:
      return null;
  }
}

function linksAfter(text: string, from: number): { links: Link[]; end: number } {
  const links: Link[] = [];
  let end = from;
  for (;;) {
    const match = /^(?:\s|#[^\n]*\n)*\.\s*(\w+)\s*\(/.exec(text.slice(end, end + 400));
    if (!match?.[1]) return { links, end };
    const open = end + match[0].length - 1;
    const close = afterBracket(text, open);
    if (close < 0) return { links, end };
    links.push({ name: match[1], args: text.slice(open + 1, close - 1).trim() });
    end = close;
  }
}

/** Whether a list of arguments has more than one. */
function splitsAtComma(args: string): boolean {
  for (let at = 0; at < args.length; at++) {
    if (args[at] === ',') return args.slice(at + 1).trim() !== '';
    if ('([{'.includes(args[at] ?? '')) at = Math.max(at, afterBracket(args, at) - 1);
  }
  return false;
}
