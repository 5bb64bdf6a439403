import { signed } from './format';

interface DeltaProps {
  value: number;
  /** Whether a rise is welcome; null where it is neither. */
  rising: 'good' | 'bad' | null;
}

/** A change since the week before. The sign says what the colour says. */
export function Delta({ value, rising }: DeltaProps) {
  const mood = value === 0 || rising === null ? 'text-ink-3' : value > 0 === (rising === 'good') ? 'text-good' : 'text-bad';
  return <span className={mood}>{signed(value)}</span>;
}
