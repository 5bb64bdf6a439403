'use client';

import { useOptimistic, useState, useTransition } from 'react';
import type { Tick } from '../../lib/db/read/file-plan';
import { dayOf } from '../ui/format';
import type { Answer } from './answer';

interface TickBoxProps {
  label: string;
  tick: Tick | null;
  set: (ticked: boolean) => Promise<Answer<Tick | null>>;
}

/** A checklist item that only a person can tick; a second click takes it back. */
export function TickBox({ label, tick: first, set }: TickBoxProps) {
  const [tick, setTick] = useState(first);
  const [shown, setShown] = useOptimistic(tick !== null);
  const [problem, setProblem] = useState('');
  const [, start] = useTransition();
  function change(ticked: boolean) {
    start(async () => {
      setShown(ticked);
      const answer = await set(ticked);
      if (answer.kind === 'saved') setTick(answer.value);
      setProblem(answer.kind === 'saved' ? '' : 'Not saved.');
    });
  }
  return (
    <label className="flex cursor-pointer gap-2.5">
      <input type="checkbox" checked={shown} onChange={(event) => change(event.target.checked)} className="mt-[3px] size-3.5 shrink-0 accent-[var(--good)]" />
      <span>
        <span className={shown ? 'text-ink-3' : ''}>{label}</span>
        {tick && shown && (
          <span className="block text-xs text-ink-3">
            {tick.by}, {dayOf(tick.at)}
          </span>
        )}
        {problem && <span className="block text-xs text-bad">{problem}</span>}
      </span>
    </label>
  );
}
