import { STATES, STATE_STYLES, type StateCounts } from '../../lib/migration';
import type { StateLabels } from '../../lib/words';
import { SegmentedBar } from '../ui/segmented-bar';

interface StateBarProps {
  counts: StateCounts;
  labels: StateLabels;
  total?: number;
  height?: number;
}

/** Counts by state as a bar, done first. What is exempt is outside the scope and left out. */
export function StateBar({ counts, labels, total, height }: StateBarProps) {
  const segments = STATES.filter((state) => state !== 'exempt').map((state) => ({ ...STATE_STYLES[state], label: labels[state], value: counts[state] ?? 0 }));
  return <SegmentedBar segments={segments} total={total} height={height} />;
}
