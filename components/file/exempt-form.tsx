'use client';

import { useState, useTransition } from 'react';
import type { Answer } from './answer';

interface ExemptFormProps {
  /** What would be exempt, in words: `this file`. */
  what: string;
  exempt: (reason: string) => Promise<Answer<number>>;
  revoke: (id: number) => Promise<Answer<number>>;
  /** Text to paste where the reason should live with the code. */
  snippet: (reason: string) => string;
}

/** Lets something stay as it is, with a reason; the same as a line for the configuration. */
export function ExemptForm({ what, exempt, revoke, snippet }: ExemptFormProps) {
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState<number | null>(null);
  const [message, setMessage] = useState('');
  const [isPending, start] = useTransition();
  function say(answer: Answer<number>, done: string) {
    setMessage(answer.kind === 'saved' ? done : answer.kind === 'invalid' ? answer.message : 'Not saved: it is not there any more.');
    return answer.kind === 'saved';
  }
  return (
    <details>
      <summary className="inline-block text-xs text-ink-3 underline decoration-dotted underline-offset-2">Exempt {what}</summary>
      <form
        className="mt-2 space-y-2 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          start(async () => {
            const answer = await exempt(reason);
            if (say(answer, 'Noted. It leaves the scope once the line below is in awaited.yaml or in the code.') && answer.kind === 'saved') setSaved(answer.value);
          });
        }}
      >
        <input value={reason} onChange={(event) => setReason(event.target.value)} aria-label="Reason" placeholder="Reason" required maxLength={300} className="w-full max-w-96 rounded border border-line-strong bg-card px-2 py-1" />
        <p className="text-xs text-ink-3">To take it out of the scope, keep it with the code:</p>
        <pre className="overflow-x-auto rounded bg-sunken px-2 py-1 font-mono text-[11.5px] leading-4" tabIndex={0} aria-label="To paste">
          {snippet(reason || 'why')}
        </pre>
        <div className="flex items-center gap-3">
          <button disabled={isPending || saved !== null} className="rounded border border-line-strong px-3 py-1 hover:bg-hover disabled:text-ink-3">
            Exempt
          </button>
          {saved !== null && (
            <button
              type="button"
              className="link text-ink-2"
              onClick={() =>
                start(async () => {
                  if (say(await revoke(saved), 'Taken back.')) setSaved(null);
                })
              }
            >
              Undo
            </button>
          )}
          <span role="status" className="text-xs text-ink-2">
            {message}
          </span>
        </div>
      </form>
    </details>
  );
}
