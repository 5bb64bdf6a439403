'use client';

import { ProblemPage } from '../components/shell/problem-page';

/** Something that should not happen. The server's log has the rest, found by the digest. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ProblemPage title="This page could not be made">
      <p>
        Nothing that was stored is lost. Try again; if it stays, the output of <code className="font-mono text-sm">awaited serve</code> says more
        {error.digest && ` under ${error.digest}`}.
      </p>
      <button type="button" onClick={reset} className="rounded border border-line-strong px-3 py-1 text-sm hover:bg-hover">
        Try again
      </button>
    </ProblemPage>
  );
}
