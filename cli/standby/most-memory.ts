import { totalmem } from 'node:os';

/** Half of the machine, or of what the container may have: the rest is for those who work there. */
const HALF_MB = Math.floor(Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 / 1_048_576);

/** Of a process that stays: what JavaScript's own objects may take. */
export const MOST_HEAP_MB = Math.min(4096, HALF_MB);

/** All that it may hold; more ends it. A check alone takes as much, but gives it back. */
export const MOST_RESIDENT_MB = Math.min(6144, HALF_MB);
