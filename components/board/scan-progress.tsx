import type { ScanRun } from '../../lib/db/read/scan-run';
import { percent } from '../../lib/percent';
import { count } from '../ui/format';

/** How far a scan is, how fast, and how long it still takes; null: it has not said anything yet. */
export default function ScanProgress({ run }: { run: ScanRun | null }) {
  if (!run || run.state === 'failed') return <span className="text-ink-2">Scanning …</span>;
  const [done, total] = run.weeks_total > 0 ? [run.weeks_done, run.weeks_total] : [run.files_done, run.files_total];
  const share = total > 0 ? done / total : null;
  const seconds = (Date.parse(run.beat_at) - Date.parse(run.started_at)) / 1000;
  const left = share && seconds > 3 ? (seconds / share) * (1 - share) : null;
  return (
    <>
      <progress value={share ?? undefined} max={1} aria-label="Scan" className="h-2 w-40 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent" />
      <span className="text-ink-2">
        {run.kind === 'history' ? 'History' : 'Scan'} {percent(done, total)}
        {run.weeks_total > 0 && ` · ${count(run.weeks_done)} of ${count(run.weeks_total)} weeks`}
        {run.files_total > 0 && ` · ${count(run.files_done)} of ${count(run.files_total)} files`}
        {run.bytes_done > 0 && seconds > 0 && ` · ${(run.bytes_done / 1e6 / seconds).toFixed(1)} MB/s`}
        {left !== null && ` · ${left < 60 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`} left`}
      </span>
    </>
  );
}
