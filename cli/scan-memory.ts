import { StoredState } from '../lib/db/stored-state';
import { ProjectMemory } from '../scanner/project-memory';

/** What one scan of a project leaves for the next one in this process: then that costs what changed. */
export class ScanMemory {
  /** What was read, and what was concluded from it. */
  readonly project = new ProjectMemory();
  /** What was stored. */
  readonly stored = new StoredState();
}
