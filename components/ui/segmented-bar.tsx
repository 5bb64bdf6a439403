export interface Segment {
  label: string;
  value: number;
  /** CSS custom property that holds the colour. */
  colour: string;
  pattern: string;
}

interface SegmentedBarProps {
  segments: readonly Segment[];
  /** What the whole bar stands for; bars of one list share it, so that length means something. */
  total?: number;
  height?: number;
}

/** Shares of a whole as one bar. It repeats figures that stand beside it, so that it is one picture with one name. */
export function SegmentedBar({ segments, total, height = 10 }: SegmentedBarProps) {
  const shown = segments.filter((segment) => segment.value > 0);
  const sum = shown.reduce((value, segment) => value + segment.value, 0);
  const name = shown.map((segment) => `${segment.label} ${segment.value}`).join(', ') || 'nothing';
  return (
    <span role="img" aria-label={name} title={name} className="flex w-full overflow-hidden rounded-[3px] bg-sunken" style={{ height }}>
      {shown.map((segment) => (
        <span
          key={segment.label}
          className={`pattern-${segment.pattern} min-w-[2px] border-r border-card last:border-r-0`}
          style={{ width: `${(100 * segment.value) / (total ?? sum)}%`, backgroundColor: `var(${segment.colour})` }}
        />
      ))}
    </span>
  );
}
