'use client';

import { useState, useTransition } from 'react';
import type { Answer } from './answer';

interface ExemptFormProps {
  /** What would be exempt, in words: `this file`. */
  what: string;
  /** What is said of it when it is exempt, and when it no more is. */
  done: string;
  undone: string;
  exempt: (reason: string) => Promise<Answer<number>>;
  revoke: (id: number) => Promise<Answer<number>>;
  /** Text to paste where the reason should live with the code. */
  snippet: (reason: string) => string;
  /** The exemption that stands; null for none. */
  standing: { id: number; reason: string } | null;
}

/** Lets something stay as it is, with a reason; whatever was done last can be undone. */
export function ExemptForm({ what, done, undone, exempt, revoke, snippet, standing: first }: ExemptFormProps) {
  const [standing, setStanding] = useState(first);
  const [reason, setReason] = useState(first?.reason ?? '');
  const [message, setMessage] = useState('');
  const [isPending, start] = useTransition();
  const change = (edit: () => Promise<Answer<number>>, said: string, after: (id: number) => typeof standing) =>
    start(async () => {
      const answer = await edit();
      setMessage(answer.kind === 'saved' ? said : answer.kind === 'invalid' ? answer.message : 'Not saved: it is not there any more.');
      if (answer.kind === 'saved') setStanding(after(answer.value));
    });
  const status = (
    <span role="status" className="text-xs text-ink-2">
      {message}
    </span>
  );
  if (standing) {
    return (
      <p className="flex items-center gap-3 text-xs">
        <button type="button" className="link text-ink-2" disabled={isPending} onClick={() => change(() => revoke(standing.id), undone, () => null)}>
          {message ? 'Undo' : `Take the exemption of ${what} back`}
        </button>
        {status}
      </p>
    );
  }
  return (
    <details>
      <summary className="inline-block text-xs text-ink-3 underline decoration-dotted underline-offset-2">Exempt {what}</summary>
      <form
        className="mt-2 space-y-2 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          change(() => exempt(reason), done, (id) => ({ id, reason }));
        }}
      >
        <input value={reason} onChange={(event) => setReason(event.target.value)} aria-label="Reason" placeholder="Reason" required maxLength={300} className="w-full max-w-96 rounded border border-line-strong bg-card px-2 py-1" />
        <p className="text-xs text-ink-3">A check that runs elsewhere does not know this board. For it, keep the exemption with the code:</p>
        <pre className="overflow-x-auto rounded bg-sunken px-2 py-1 font-mono text-[11.5px] leading-4" tabIndex={0} aria-label="To paste">
          {snippet(reason || 'why')}
        </pre>
        <div className="flex items-center gap-3">
          <button disabled={isPending} className="rounded border border-line-strong px-3 py-1 hover:bg-hover disabled:text-ink-3">
            Exempt
          </button>
          {status}
        </div>
      </form>
    </details>
  );
}
