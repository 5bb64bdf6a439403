'use client';

import { useState, useTransition } from 'react';
import type { Answer } from '../../../../components/file/answer';
import type { AnnotationRow } from '../../../../lib/db/read/annotations';
import { annotate, showAnnotation } from '../actions';

/** Flags on the time axis: one is added here, and taken away again. */
export function AnnotationList({ project, annotations }: { project: string; annotations: readonly AnnotationRow[] }) {
  const [message, setMessage] = useState('');
  const [removed, setRemoved] = useState<number | null>(null);
  const [isPending, start] = useTransition();
  const say = (answer: Answer<number>, done: string) => setMessage(answer.kind === 'saved' ? done : answer.kind === 'invalid' ? answer.message : 'Somebody was faster.');
  return (
    <div className="space-y-3 text-sm">
      <ul>
        {annotations.map((row) => (
          <li key={row.id} className="flex items-baseline justify-between gap-3 py-0.5">
            <span>
              {row.date} · {row.text} <span className="text-ink-3">({row.author})</span>
            </span>
            <button
              type="button"
              disabled={isPending}
              aria-label={`Remove ${row.text}`}
              className="link text-xs text-ink-3"
              onClick={() =>
                start(async () => {
                  say(await showAnnotation(project, { id: row.id, shown: false }), 'Removed.');
                  setRemoved(row.id);
                })
              }
            >
              Remove
            </button>
          </li>
        ))}
        {annotations.length === 0 && <li className="text-ink-3">None yet.</li>}
      </ul>
      <form
        className="flex flex-wrap gap-2"
        action={(data) =>
          start(async () => {
            say(await annotate(project, { date: String(data.get('date')), text: String(data.get('text')) }), 'Added.');
            setRemoved(null);
          })
        }
      >
        <input type="date" name="date" required aria-label="Day" className="rounded border border-line-strong bg-card px-2 py-1" />
        <input name="text" required maxLength={120} aria-label="What happened" placeholder="What happened" className="min-w-40 flex-1 rounded border border-line-strong bg-card px-2 py-1" />
        <button disabled={isPending} className="rounded border border-line-strong px-3 py-1 hover:bg-hover">
          Add
        </button>
      </form>
      <p role="status" className="text-xs text-ink-2">
        {message}{' '}
        {removed !== null && (
          <button
            type="button"
            className="link"
            onClick={() =>
              start(async () => {
                say(await showAnnotation(project, { id: removed, shown: true }), 'Put back.');
                setRemoved(null);
              })
            }
          >
            Undo
          </button>
        )}
      </p>
    </div>
  );
}
