import type { ReactNode } from 'react';
import type { HazardRow } from '../../lib/db/read/file';
import { hazardTextOf } from '../../lib/hazards';
import type { Severity } from '../../lib/migration';
import { ruleLabel } from '../board/rule-label';
import { Badge, type Tone } from '../ui/badge';

export const SEVERITY_TONES: Record<Severity, Tone> = { error: 'bad', warning: 'warn', note: 'plain' };

/** What will go wrong at a place. */
export function HazardNote({ hazard, children }: { hazard: Pick<HazardRow, 'rule' | 'severity' | 'certainty' | 'message' | 'exempt'>; /** What can be done about it. */ children?: ReactNode }) {
  return (
    <div className="max-w-3xl">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={SEVERITY_TONES[hazard.severity]}>{hazard.severity}</Badge>
        <span className="font-medium">{ruleLabel(hazard.rule)}</span>
        {hazard.certainty === 'possible' && <Badge>possible</Badge>}
        {hazard.exempt !== null && <Badge>exempt: {hazard.exempt}</Badge>}
      </p>
      <p className="mt-0.5">{hazard.message}</p>
      <p className="mt-0.5 text-ink-2">{hazardTextOf(hazard.rule)?.explanation}</p>
      {children && <div className="mt-2">{children}</div>}
    </div>
  );
}
