import type { StateStyle } from '../../lib/migration';

export function patternId(pattern: StateStyle['pattern']): string {
  return `pattern-${pattern}`;
}

/** The patterns of STATE_STYLES as fills of an SVG; laid over the state's colour. */
export function Patterns() {
  const line = { stroke: 'var(--pattern-ink)', strokeWidth: 1 };
  const light = { stroke: 'var(--pattern-light)', strokeWidth: 1 };
  return (
    <defs>
      <Tile pattern="solid" size={4} />
      <Tile pattern="dots" size={8}>
        <circle cx="4" cy="4" r="1.2" fill="var(--pattern-ink)" />
      </Tile>
      <Tile pattern="hatch" size={12} turn={45}>
        <path d="M0 0V12" {...line} strokeOpacity={0.5} />
      </Tile>
      <Tile pattern="stripes" size={5}>
        <path d="M1 0V5" {...line} />
      </Tile>
      <Tile pattern="cross" size={7} turn={45}>
        <path d="M0 0V7M0 0H7" {...light} />
      </Tile>
      <Tile pattern="outline" size={4} />
      <Tile pattern="checks" size={8}>
        <path d="M0 0h4v4h-4zM4 4h4v4h-4z" fill="var(--pattern-ink)" />
      </Tile>
    </defs>
  );
}

interface TileProps {
  pattern: StateStyle['pattern'];
  size: number;
  turn?: number;
  children?: React.ReactNode;
}

function Tile({ pattern, size, turn, children }: TileProps) {
  return (
    <pattern id={patternId(pattern)} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform={turn === undefined ? undefined : `rotate(${turn})`}>
      {children}
    </pattern>
  );
}
