import type { ReactNode } from 'react';

const TONES = {
  plain: 'border-line-strong text-ink-2',
  good: 'border-transparent bg-good-wash text-good',
  warn: 'border-transparent bg-warn-wash text-warn',
  bad: 'border-transparent bg-bad-wash text-bad',
};

export type Tone = keyof typeof TONES;

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`inline-flex items-center gap-1 rounded border px-1.5 text-xs leading-[18px] whitespace-nowrap ${TONES[tone]}`}>{children}</span>;
}
