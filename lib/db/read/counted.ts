/** Usages and hazards as the board counts them: what was found, under the exemption that lies over it. */
import { exemptionText } from '../../exemptions';
import type { State } from '../../migration';

/** To be selected with a left join of `exemption`. */
export const EXEMPTION = ['exemption.reason as exemptFor', 'exemption.author as exemptBy', 'exemption.created_at as exemptAt'] as const;

interface ExemptionColumns {
  readonly exemptFor: string | null;
  readonly exemptBy: string | null;
  readonly exemptAt: string | null;
}

export function countedUsage<Row extends ExemptionColumns & { readonly state: State; readonly reason: string }>({ exemptFor, exemptBy, exemptAt, ...usage }: Row) {
  const text = textOf({ exemptFor, exemptBy, exemptAt });
  return text === null ? usage : { ...usage, state: 'exempt' as const, reason: `exempt: ${text}; ${usage.reason}` };
}

export function countedHazard<Row extends ExemptionColumns & { readonly exempt: string | null }>({ exemptFor, exemptBy, exemptAt, ...hazard }: Row) {
  return { ...hazard, exempt: hazard.exempt ?? textOf({ exemptFor, exemptBy, exemptAt }) };
}

function textOf({ exemptFor, exemptBy, exemptAt }: ExemptionColumns): string | null {
  return exemptFor === null || exemptBy === null || exemptAt === null ? null : exemptionText({ reason: exemptFor, author: exemptBy, createdAt: exemptAt });
}
