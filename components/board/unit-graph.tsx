import type { Unit } from '../../lib/db/read/units';
import { plural } from '../ui/format';
import { layOutUnit, type PlacedFunction } from './unit-layout';

const WIDTH = 210;
const HEIGHT = 40;
const GAP_X = 56;
const GAP_Y = 12;
/** A larger picture says less than the list beside it. */
const MOST = 40;

const x = (node: PlacedFunction) => 1 + node.column * (WIDTH + GAP_X);
const y = (node: PlacedFunction) => 1 + node.row * (HEIGHT + GAP_Y);

/** A unit's call graph: callers at the left, the function that everything leads to at the right. */
export function UnitGraph({ unit }: { unit: Unit }) {
  const nodes = layOutUnit(unit, MOST);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = nodes.flatMap((from) => from.calls.flatMap((call) => byId.get(call) ?? []).map((to) => ({ from, to })));
  const width = (Math.max(...nodes.map((node) => node.column)) + 1) * (WIDTH + GAP_X) - GAP_X + 2;
  const height = (Math.max(...nodes.map((node) => node.row)) + 1) * (HEIGHT + GAP_Y) - GAP_Y + 2;
  return (
    <div className="max-h-[60vh] overflow-auto" tabIndex={0} role="region" aria-label={`Call graph of ${unit.title}`}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${plural(nodes.length, 'function')}, ${plural(edges.length, 'call')} between them`} className="block">
        {edges.map(({ from, to }) => (
          <Call key={`${from.id}>${to.id}`} from={from} to={to} />
        ))}
        {nodes.map((node) => (
          <g key={node.id} transform={`translate(${x(node)},${y(node)})`}>
            <title>{node.id}</title>
            <rect width={WIDTH} height={HEIGHT} rx="4" fill={node.from ? 'var(--paper)' : 'var(--card)'} stroke={node.id === unit.id ? 'var(--ink)' : 'var(--line-strong)'} strokeDasharray={node.from ? '3 3' : undefined} />
            <text x="10" y="17" fontSize="12.5" fontWeight={node.id === unit.id ? 600 : node.from ? 400 : 500} fill="var(--ink)">
              {shortened(node.scope || 'module level', 27)}
            </text>
            <text x="10" y="32" fontSize="11" fill="var(--ink-3)">
              {shortened(`${node.path.slice(node.path.lastIndexOf('/') + 1)}:${node.line} · ${node.from ?? plural(node.usages, 'usage')}`, 34)}
            </text>
          </g>
        ))}
      </svg>
      <p className="mt-1 text-xs text-ink-3">
        {nodes.some((node) => node.from) && 'Dashed: calls into it from outside, and stays as it is. '}
        {nodes.length === MOST && unit.functions.length + unit.boundaries.length > MOST && `The ${MOST} nearest are drawn.`}
      </p>
    </div>
  );
}

function Call({ from, to }: { from: PlacedFunction; to: PlacedFunction }) {
  const forward = to.column > from.column;
  const [x1, x2] = forward ? [x(from) + WIDTH, x(to)] : [x(from), x(to) + WIDTH];
  const [y1, y2] = [y(from) + HEIGHT / 2, y(to) + HEIGHT / 2];
  const bend = forward ? GAP_X / 2 : -GAP_X / 2;
  const tip = x2 - (forward ? 6 : -6);
  return (
    <g fill="none" stroke="var(--ink-3)" strokeWidth="1.2" strokeOpacity={forward ? 1 : 0.45}>
      <path d={`M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`} />
      <path d={`M${tip},${y2 - 3.5}L${x2},${y2}L${tip},${y2 + 3.5}`} />
    </g>
  );
}

function shortened(text: string, most: number): string {
  return text.length > most ? `…${text.slice(text.length - most + 1)}` : text;
}
