import type { GateResult } from './gate';

/** The result of a check as JSON. `version` rises with an incompatible change; within one, keys are only added. */
export function gateJson(result: GateResult): object {
  return { format: 'awaited-check', version: 1, ...result };
}
