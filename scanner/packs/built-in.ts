/** The packs that come with Awaited. */
import type { Pack } from './pack';
import { SQLALCHEMY_ASYNC } from './sqlalchemy-async';

const BUILT_IN: readonly Pack[] = [SQLALCHEMY_ASYNC];

/** @throws Error in one sentence when there is no such pack */
export function packNamed(name: string): Pack {
  const pack = BUILT_IN.find((candidate) => candidate.name === name);
  if (pack === undefined) throw new Error(`There is no pack "${name}"; choose one of ${BUILT_IN.map((candidate) => candidate.name).join(', ')}.`);
  return pack;
}
