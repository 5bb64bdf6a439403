'use client';

import { useState, useTransition, type FormEvent } from 'react';
import type { FilePlan } from '../../lib/db/read/file-plan';
import { dayOf } from '../ui/format';
import type { Answer } from './answer';

interface PlanFields {
  assignee: string;
  due: string;
  prUrl: string;
  note: string;
}

interface PlanFormProps {
  file: number;
  plan: FilePlan;
  save: (input: PlanFields & { file: number; version: number }) => Promise<Answer<FilePlan>>;
}

/** Who takes the file, until when, where. Saved as a whole; a conflict shows what the other person wrote. */
export function PlanForm({ file, plan: first, save }: PlanFormProps) {
  const [plan, setPlan] = useState(first);
  const [fields, setFields] = useState(fieldsOf(first));
  const [message, setMessage] = useState<{ tone: string; text: string } | null>(null);
  const [previous, setPrevious] = useState<PlanFields | null>(null);
  const [isPending, start] = useTransition();

  function submit(next: PlanFields, version: number, undo: PlanFields | null) {
    start(async () => {
      const answer = await save({ file, version, ...next });
      if (answer.kind === 'saved') {
        setPlan(answer.value);
        setFields(fieldsOf(answer.value));
        setPrevious(undo);
        setMessage({ tone: 'text-ink-3', text: 'Saved.' });
      } else if (answer.kind === 'conflict') {
        setPlan(answer.value);
        setMessage({ tone: 'text-bad', text: `${answer.by || 'Somebody'} changed this meanwhile: ${inWords(answer.value)}. Save again to replace that with yours.` });
      } else {
        setMessage({ tone: 'text-bad', text: answer.kind === 'invalid' ? answer.message : 'The file is not there any more.' });
      }
    });
  }

  const field = (name: keyof PlanFields) => ({
    id: `plan-${name}`,
    name,
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
    className: 'w-full rounded border border-line-strong bg-card px-2 py-1 text-sm',
  });
  const isChanged = JSON.stringify(fields) !== JSON.stringify(fieldsOf(plan));
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(fields, plan.version, fieldsOf(plan));
      }}
      className="space-y-2 text-sm"
    >
      <Labelled name="assignee" label="Assignee">
        <input {...field('assignee')} maxLength={80} autoComplete="off" />
      </Labelled>
      <Labelled name="due" label="Due">
        <input {...field('due')} type="date" />
      </Labelled>
      <Labelled name="prUrl" label="Pull request">
        <input {...field('prUrl')} type="url" placeholder="https://" maxLength={500} />
      </Labelled>
      <Labelled name="note" label="Note">
        <textarea {...field('note')} rows={2} maxLength={4000} />
      </Labelled>
      <div className="flex items-center gap-3 pt-1">
        <button disabled={!isChanged || isPending} className="rounded border border-line-strong px-3 py-1 hover:bg-hover disabled:text-ink-3">
          Save
        </button>
        {previous && !isChanged && (
          <button type="button" disabled={isPending} onClick={() => submit(previous, plan.version, null)} className="link text-ink-2">
            Undo
          </button>
        )}
        <span role="status" className={`text-xs ${message?.tone ?? ''}`}>
          {message?.text}
        </span>
      </div>
      {plan.updatedBy && plan.updatedAt && (
        <p className="text-xs text-ink-3">
          Last changed by {plan.updatedBy}, {dayOf(plan.updatedAt)}
        </p>
      )}
    </form>
  );
}

function Labelled({ name, label, children }: { name: string; label: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[92px_1fr] items-baseline gap-2">
      <label htmlFor={`plan-${name}`} className="text-ink-3">
        {label}
      </label>
      {children}
    </div>
  );
}

function fieldsOf({ assignee, due, prUrl, note }: FilePlan): PlanFields {
  return { assignee: assignee ?? '', due: due ?? '', prUrl: prUrl ?? '', note: note ?? '' };
}

function inWords({ assignee, due, prUrl, note }: FilePlan): string {
  const parts = [assignee && `assignee ${assignee}`, due && `due ${due}`, prUrl, note && `“${note}”`].filter(Boolean);
  return parts.join(', ') || 'everything was cleared';
}
