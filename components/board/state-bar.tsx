import { STATES, STATE_STYLES, type StateCounts } from '../../lib/migration';
import { SegmentedBar } from '../ui/segmented-bar';

/** Counts by state as a bar, done first. What is exempt is outside the scope and left out. */
export function StateBar({ counts, total, height }: { counts: StateCounts; total?: number; height?: number }) {
  const segments = STATES.filter((state) => state !== 'exempt').map((state) => ({ ...STATE_STYLES[state], value: counts[state] ?? 0 }));
  return <SegmentedBar segments={segments} total={total} height={height} />;
}
