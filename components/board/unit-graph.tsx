import type { Unit } from '../../lib/db/read/units';
import { plural } from '../ui/format';

const WIDTH = 210;
const HEIGHT = 40;
const GAP_X = 56;
const GAP_Y = 12;
/** A larger picture says less than the list beside it. */
const MOST = 40;

interface GraphNode {
  id: string;
  title: string;
  note: string;
  isBoundary: boolean;
  column: number;
  row: number;
  calls: readonly string[];
}

/** A unit's call graph: what lies around it at the left, then its functions by distance from the leading one. */
export function UnitGraph({ unit }: { unit: Unit }) {
  const nodes = layOut(unit);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = Math.max(...nodes.map((node) => node.column)) + 1;
  const rows = Math.max(...nodes.map((node) => node.row)) + 1;
  const [width, height] = [columns * (WIDTH + GAP_X) - GAP_X + 2, rows * (HEIGHT + GAP_Y) - GAP_Y + 2];
  const x = (node: GraphNode) => 1 + node.column * (WIDTH + GAP_X);
  const y = (node: GraphNode) => 1 + node.row * (HEIGHT + GAP_Y);
  const edges = nodes.flatMap((node) => node.calls.flatMap((call) => (byId.has(call) && call !== node.id ? [[node, byId.get(call) ?? node] as const] : [])));
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`Call graph of ${unit.title}`}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${plural(unit.functions.length, 'function')}, ${plural(edges.length, 'call')} between them`} className="block">
        {edges.map(([from, to]) => {
          const forward = to.column > from.column;
          const [x1, x2] = [forward ? x(from) + WIDTH : x(from), forward ? x(to) : x(to) + WIDTH];
          const [y1, y2] = [y(from) + HEIGHT / 2, y(to) + HEIGHT / 2];
          const bend = forward ? GAP_X / 2 : -GAP_X / 2;
          return (
            <g key={`${from.id}>${to.id}`} fill="none" stroke="var(--ink-3)" strokeWidth="1.2" strokeDasharray={from.isBoundary ? '3 3' : undefined}>
              <path d={`M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`} />
              <path d={`M${x2 - (forward ? 6 : -6)},${y2 - 3.5}L${x2},${y2}L${x2 - (forward ? 6 : -6)},${y2 + 3.5}`} />
            </g>
          );
        })}
        {nodes.map((node) => (
          <g key={node.id} transform={`translate(${x(node)},${y(node)})`}>
            <title>{node.id}</title>
            <rect width={WIDTH} height={HEIGHT} rx="4" fill={node.isBoundary ? 'var(--sunken)' : 'var(--card)'} stroke={node.id === unit.id ? 'var(--ink)' : 'var(--line-strong)'} strokeDasharray={node.isBoundary ? '3 3' : undefined} />
            <text x="10" y="17" fontSize="12.5" fontWeight={node.id === unit.id ? 600 : 500} fill="var(--ink)">
              {shortened(node.title, 29)}
            </text>
            <text x="10" y="32" fontSize="11" fill="var(--ink-3)">
              {shortened(node.note, 34)}
            </text>
          </g>
        ))}
      </svg>
      {unit.functions.length > MOST && <p className="mt-1 text-xs text-ink-3">The first {MOST} of {unit.functions.length} functions are drawn.</p>}
    </div>
  );
}

function layOut(unit: Unit): GraphNode[] {
  const functions = unit.functions.slice(0, MOST).map((part) => ({ ...part, id: `${part.path}:${part.scope}` }));
  const idOf = (call: string) => functions.find((part) => part.id === call || part.scope === call)?.id ?? call;
  const depth = depthsOf(functions.map(({ id, calls }) => ({ id, calls: calls.map(idOf) })));
  const leading = functions.find((part) => part.id === unit.id) ?? functions[0];
  const nextRow = new Map<number, number>();
  const placed = (column: number) => {
    const row = nextRow.get(column) ?? 0;
    nextRow.set(column, row + 1);
    return { column, row };
  };
  // Tests are in the list; in the picture they would hide what else there is.
  const others = unit.boundaries.filter(({ kind }) => kind !== 'test');
  const around = (others.length > 0 ? others : unit.boundaries).slice(0, 12).map((boundary, index) => ({
    id: `${boundary.path}:${boundary.scope}#${index}`,
    title: boundary.scope || 'module level',
    note: `${boundary.kind === 'unknown' ? 'unclear' : boundary.kind} · ${boundary.path.slice(boundary.path.lastIndexOf('/') + 1)}:${boundary.line}`,
    isBoundary: true,
    calls: (boundary.calls ?? (leading ? [leading.id] : [])).filter((id) => id !== `${boundary.path}:${boundary.scope}`),
    ...placed(0),
  }));
  // Without anything around it the unit begins at the left edge.
  const shift = around.length === 0 ? 1 : 0;
  const inside = functions.map((part) => ({
    id: part.id,
    title: part.scope || 'module level',
    note: `${part.path.slice(part.path.lastIndexOf('/') + 1)}:${part.line} · ${plural(part.usages, 'usage')}`,
    isBoundary: false,
    calls: part.calls.map(idOf),
    ...placed((depth.get(part.id) ?? 1) - shift),
  }));
  return [...around, ...inside];
}

/** Columns of functions: one more than the furthest of their callers; a call back into a cycle moves nothing. */
function depthsOf(functions: readonly { id: string; calls: readonly string[] }[]): ReadonlyMap<string, number> {
  const callees = new Map(functions.map(({ id, calls }) => [id, calls]));
  const called = new Set(functions.flatMap(({ id, calls }) => calls.filter((call) => call !== id)));
  const callersFirst: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const call of callees.get(id) ?? []) if (callees.has(call)) visit(call);
    callersFirst.unshift(id);
  };
  for (const { id } of [...functions.filter((part) => !called.has(part.id)), ...functions]) visit(id);
  const order = new Map(callersFirst.map((id, index) => [id, index]));
  const depth = new Map<string, number>();
  for (const id of callersFirst) {
    const own = depth.get(id) ?? 1;
    depth.set(id, own);
    for (const call of callees.get(id) ?? []) if ((order.get(call) ?? -1) > (order.get(id) ?? 0)) depth.set(call, Math.max(depth.get(call) ?? 1, own + 1));
  }
  return depth;
}

function shortened(text: string, most: number): string {
  return text.length > most ? `…${text.slice(text.length - most + 1)}` : text;
}
