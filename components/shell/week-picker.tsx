'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { dayOf, shortWeek } from '../ui/format';
import { weekStart } from '../../lib/weeks';

interface WeekPickerProps {
  /** Oldest first. */
  weeks: readonly string[];
  /** The week shown. */
  week: string;
  /** The week that the URL names; null: the latest state. */
  picked: string | null;
}

/** Moves whatever page one is on to another week; everything else in the URL stays. */
export function WeekPicker({ weeks, week, picked }: WeekPickerProps) {
  const path = usePathname();
  const parameters = useSearchParams();
  const router = useRouter();
  const urlOf = (target: string | null) => {
    const next = new URLSearchParams(parameters);
    if (target === null) next.delete('week');
    else next.set('week', target);
    const text = next.toString();
    return text ? `${path}?${text}` : path;
  };
  if (weeks.length === 0) return null;
  const index = weeks.indexOf(week);
  const earlier = weeks[index - 1];
  const later = picked === null ? undefined : (weeks[index + 1] ?? null);
  const others = [...parameters].filter(([name]) => name !== 'week');
  return (
    <form method="get" action={path} className="flex h-8 items-stretch rounded border border-line-strong text-sm max-sm:min-w-0 max-sm:flex-1" aria-label="Week">
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Step href={earlier === undefined ? null : urlOf(earlier)} label="Week before" sign="‹" />
      <label className="flex items-center border-x border-line max-sm:min-w-0 max-sm:flex-1">
        <span className="sr-only">Week shown</span>
        <select name="week" value={picked ?? ''} onChange={(event) => router.push(urlOf(event.target.value || null))} className="h-full bg-transparent px-1.5 max-sm:w-full">
          <option value="">Latest · {shortWeek(week)}</option>
          {weeks.toReversed().map((name) => (
            <option key={name} value={name}>
              {name} · {dayOf(weekStart(name))}
            </option>
          ))}
        </select>
      </label>
      <noscript>
        <button className="border-r border-line px-2">Go</button>
      </noscript>
      <Step href={later === undefined ? null : urlOf(later)} label="Week after" sign="›" />
    </form>
  );
}

function Step({ href, label, sign }: { href: string | null; label: string; sign: string }) {
  const shape = 'grid w-7 place-items-center max-sm:w-9';
  if (href === null) {
    return (
      <span aria-hidden className={`${shape} text-line-strong`}>
        {sign}
      </span>
    );
  }
  return (
    <a href={href} aria-label={label} className={`${shape} hover:bg-hover`}>
      {sign}
    </a>
  );
}
