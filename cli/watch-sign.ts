import type { Db } from '../lib/db/open';
import { beat, endRun, startRun, type ScanRun } from '../lib/db/scan-runs';

/** A third of the time after which a run without a beat is taken for dead. */
const BEAT_MS = 20_000;

/** Says in the database that somebody watches, so that pages that are open keep up with each scan. */
export class WatchSign {
  readonly #runs = new Map<number, ScanRun>();
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly db: Db) {
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS).unref();
  }

  /** From now on for this project, too. Nothing but the liveness of pages hangs on it: what cannot be written is left. */
  async show(projectId: number): Promise<void> {
    if (this.#runs.has(projectId)) return;
    const run = await startRun(this.db, projectId, 'watch', process.pid, new Date()).catch(() => null);
    if (run) this.#runs.set(projectId, run);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    for (const run of this.#runs.values()) await endRun(this.db, run).catch(() => {});
  }

  async #beat(): Promise<void> {
    for (const run of this.#runs.values()) await beat(this.db, run, {}, new Date()).catch(() => {});
  }
}
