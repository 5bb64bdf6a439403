'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useEffectEvent, useState, useSyncExternalStore, useTransition } from 'react';
import type { LiveState } from '../../lib/db/read/live-state';
import type { ScanRun } from '../../lib/db/read/scan-run';
import type { Answer } from '../file/answer';

// Most visits see no scan.
const ScanProgress = lazy(() => import('./scan-progress'));

interface LiveScanProps {
  /** Where progress is told. */
  source: string;
  /** How things were when the page was made. */
  state: LiveState;
  /** Null where the server starts no scans. */
  scan: (() => Promise<Answer<number>>) | null;
  /** Null for whom may only look. */
  cancel: (() => Promise<Answer<number>>) | null;
}

/** So long nothing must be under way before it is over. */
const LINGER_MS = 6000;

/** Begins a scan, tells how far it is, ends it. Weeks that are whole are on the board at once. */
export function LiveScan({ source, state: { run: first, latest, isWatched }, scan, cancel }: LiveScanProps) {
  const router = useRouter();
  const isVisible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible', () => false);
  const [run, setRun] = useState(first);
  const [isListening, setListening] = useState(first !== null && first.state !== 'failed');
  const [isEnded, setEnded] = useState(false);
  const [isPending, start] = useTransition();
  const [told, setTold] = useState(first?.id);
  // The page was made anew and knows of a run that somebody else began.
  if (first?.id !== told) {
    setTold(first?.id);
    if (first && first.state !== 'failed') {
      setRun(first);
      setListening(true);
    }
  }

  const onRun = useEffectEvent((next: ScanRun | null) => {
    if (run && (!next || next.weeks_done !== run.weeks_done)) router.refresh();
    setRun(next);
    setEnded(!next || next.state === 'failed');
  });
  const onState = useEffectEvent((next: LiveState) => {
    if (next.latest !== latest) router.refresh();
    // Scans of a watch are over before anybody could read of them.
    if (isListening || run !== null || next.run?.kind === 'history' || next.run?.state === 'failed') onRun(next.run);
  });
  const onQuiet = useEffectEvent(() => {
    setListening(false);
    router.refresh();
  });
  // A scan takes a moment to begin, may be over before it was seen, and is followed by one of the history.
  useEffect(() => {
    if (!isEnded) return;
    const timer = setTimeout(() => onQuiet(), LINGER_MS);
    return () => clearTimeout(timer);
  }, [isEnded]);
  // A browser has few connections for all its tabs: those that nobody looks at keep none only to keep up.
  const isConnected = isListening || (isWatched && isVisible);
  useEffect(() => {
    if (!isConnected) return;
    const events = new EventSource(source);
    events.onmessage = (event: MessageEvent<string>) => onState(JSON.parse(event.data) as LiveState);
    return () => events.close();
  }, [isConnected, source]);

  const isRunning = isListening || (run !== null && run.state !== 'failed');
  if (!isRunning && !scan && run?.state !== 'failed') return null;
  return (
    <div className="no-print flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-sm">
      <p role="status" className="sr-only">
        {isRunning ? 'A scan is under way.' : isEnded ? 'The scan is over.' : ''}
      </p>
      {run?.state === 'failed' && <span className="text-bad">The last scan failed: {run.message}</span>}
      {isRunning && (
        <Suspense fallback={<span className="text-ink-2">Scanning …</span>}>
          <ScanProgress run={run} />
        </Suspense>
      )}
      {isRunning && run && cancel && (
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

function onVisibility(tell: () => void): () => void {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}

function Button({ disabled, onClick, children }: { disabled: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" disabled={disabled} onClick={onClick} className="rounded border border-line-strong px-2.5 text-ink hover:bg-hover disabled:text-ink-3">
      {children}
    </button>
  );
}
