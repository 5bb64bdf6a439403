/** What must be known about data whose analysis did not get to its end, in words. */
import type { Analysis } from './analyse';
import type { Excess } from './deadline';
import type { QualityNote } from './snapshot';
import { note } from './source';

const JUDGING: Readonly<Record<Excess, string>> = {
  time: 'Judging it took longer than it may',
  depth: 'Judging it ran out of stack, as with code nested or chained too deeply',
};

const FINDING_UNITS: Readonly<Record<Excess, string>> = {
  time: 'Finding what must become async together took longer than it may',
  depth: 'Finding what must become async together ran out of stack',
};

export function analysisNotes({ notJudged, unitsMissing }: Pick<Analysis, 'notJudged' | 'unitsMissing'>): QualityNote[] {
  const files = notJudged.map(({ path, excess }) => note('over-budget', path, `${JUDGING[excess]}; what it holds is not counted, and nothing is known of what others get from it.`));
  if (unitsMissing === undefined) return files;
  return [...files, note('no-units', '', `${FINDING_UNITS[unitsMissing]}; usages and hazards are complete, units of conversion are missing.`)];
}
