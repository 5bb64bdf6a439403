import type { ReactNode } from 'react';
import { STATES, STATE_STYLES, type State, type StateStyle } from '../../lib/migration';

/** Fill of a state in an SVG that holds `StateFills`. */
export function fillOf(state: State): string {
  return `url(#fill-${state})`;
}

/** Colour and pattern of every state as SVG fills. */
export function StateFills() {
  return (
    <defs>
      {STATES.map((state) => {
        const { colour, pattern } = STATE_STYLES[state];
        const { size, turn, shape } = TILES[pattern];
        return (
          <pattern key={state} id={`fill-${state}`} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform={turn ? `rotate(${turn})` : undefined}>
            <rect width={size} height={size} fill={`var(${colour})`} />
            {shape}
          </pattern>
        );
      })}
    </defs>
  );
}

interface Tile {
  size: number;
  turn?: number;
  shape: ReactNode;
}

const TILES: Record<StateStyle['pattern'], Tile> = {
  solid: { size: 8, shape: null },
  dots: { size: 8, shape: <circle cx="4" cy="4" r="1.2" fill="var(--pattern-ink)" /> },
  hatch: { size: 12, turn: 45, shape: <path d="M0 0V12" stroke="var(--pattern-ink)" strokeOpacity="0.5" /> },
  stripes: { size: 5, shape: <path d="M1 0V5" stroke="var(--pattern-ink)" /> },
  cross: { size: 7, turn: 45, shape: <path d="M0 0V7M0 0H7" stroke="var(--pattern-light)" /> },
  outline: { size: 8, shape: null },
  checks: { size: 8, shape: <path d="M0 0h4v4h-4zM4 4h4v4h-4z" fill="var(--pattern-ink)" /> },
};
