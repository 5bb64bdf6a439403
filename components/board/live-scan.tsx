'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState, useTransition } from 'react';
import type { ScanRun } from '../../lib/db/read/scan-run';
import type { Answer } from '../file/answer';
import { count, percent } from '../ui/format';

interface LiveScanProps {
  /** Where progress is told. */
  source: string;
  /** What was under way when the page was made. */
  run: ScanRun | null;
  /** Null where the server starts no scans. */
  scan: (() => Promise<Answer<number>>) | null;
  cancel: () => Promise<Answer<number>>;
}

const LINGER_MS = 6000;

/** Begins a scan, tells how far it is, ends it. Weeks that are whole are on the board at once. */
export function LiveScan({ source, run: first, scan, cancel }: LiveScanProps) {
  const router = useRouter();
  const [run, setRun] = useState(first);
  const [isListening, setListening] = useState(first !== null && first.state !== 'failed');
  const [isEnded, setEnded] = useState(false);
  const [isPending, start] = useTransition();

  const onRun = useEffectEvent((next: ScanRun | null) => {
    if (run && (!next || next.weeks_done !== run.weeks_done)) router.refresh();
    setRun(next);
    setEnded((run !== null && !next) || next?.state === 'failed');
  });
  // A scan is followed by one of the history: it goes on for a moment before it is over.
  useEffect(() => {
    if (!isEnded) return;
    const timer = setTimeout(() => setListening(false), LINGER_MS);
    return () => clearTimeout(timer);
  }, [isEnded]);
  useEffect(() => {
    if (!isListening) return;
    const events = new EventSource(source);
    events.onmessage = (event: MessageEvent<string>) => onRun(JSON.parse(event.data) as ScanRun | null);
    return () => events.close();
  }, [isListening, source]);

  const isRunning = isListening || (run !== null && run.state !== 'failed');
  if (!isRunning && !scan && run?.state !== 'failed') return null;
  return (
    <div className="no-print flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" role="status">
      {run?.state === 'failed' && <span className="text-bad">The last scan failed: {run.message}</span>}
      {isRunning && <Progress run={run} />}
      {isRunning && run && (
        <Button disabled={isPending || run.state === 'cancelling'} onClick={() => start(async () => void (await cancel()))}>
          {run.state === 'cancelling' ? 'Stopping …' : 'Cancel'}
        </Button>
      )}
      {!isRunning && scan && (
        <Button
          disabled={isPending}
          onClick={() =>
            start(async () => {
              await scan();
              setEnded(false);
              setListening(true);
            })
          }
        >
          Scan now
        </Button>
      )}
    </div>
  );
}

function Progress({ run }: { run: ScanRun | null }) {
  if (!run || run.state === 'failed') return <span className="text-ink-2">Scanning …</span>;
  const share = run.weeks_total > 0 ? run.weeks_done / run.weeks_total : run.files_total > 0 ? run.files_done / run.files_total : null;
  const seconds = (Date.parse(run.beat_at) - Date.parse(run.started_at)) / 1000;
  const left = share && seconds > 3 ? (seconds / share) * (1 - share) : null;
  return (
    <>
      <progress value={share ?? undefined} max={1} aria-label="Scan" className="h-2 w-40" />
      <span className="text-ink-2">
        {run.kind === 'history' ? 'History' : 'Scan'} {percent(share)}
        {run.weeks_total > 0 && ` · ${count(run.weeks_done)} of ${count(run.weeks_total)} weeks`}
        {run.files_total > 0 && ` · ${count(run.files_done)} of ${count(run.files_total)} files`}
        {run.bytes_done > 0 && seconds > 0 && ` · ${(run.bytes_done / 1e6 / seconds).toFixed(1)} MB/s`}
        {left !== null && ` · ${left < 60 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`} left`}
      </span>
    </>
  );
}

function Button({ disabled, onClick, children }: { disabled: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" disabled={disabled} onClick={onClick} className="rounded border border-line-strong px-2.5 py-0.5 hover:bg-hover disabled:text-ink-3">
      {children}
    </button>
  );
}
