interface SparklineProps {
  /** Oldest first, each from 0 to 1; null where there is nothing to show. */
  values: readonly (number | null)[];
  /** What it shows, in words, for those who do not see it. */
  label: string;
}

const WIDTH = 72;
const HEIGHT = 18;

/** The course of a share, small enough for a table cell. */
export function Sparkline({ values, label }: SparklineProps) {
  const step = values.length > 1 ? (WIDTH - 4) / (values.length - 1) : 0;
  const points = values.flatMap((value, index) => (value === null ? [] : [[2 + index * step, HEIGHT - 2 - value * (HEIGHT - 4)] as const]));
  const last = points.at(-1);
  if (!last) return <span className="text-ink-3">–</span>;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="block">
      <line x1="2" x2={WIDTH - 2} y1={HEIGHT - 2} y2={HEIGHT - 2} stroke="var(--line-strong)" strokeWidth="1" />
      <polyline points={points.map((point) => point.map((n) => n.toFixed(1)).join(',')).join(' ')} fill="none" stroke="var(--state-async)" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={last[0]} cy={last[1]} r="2" fill="var(--state-async)" />
    </svg>
  );
}
