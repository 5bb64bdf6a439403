/** How a page asks for a scan: pages never scan, so the command that serves them says how one is started. */

export interface ScanStarter {
  /** Begins, for one migration of a repository, a scan of the latest state and then of the history; both show in `scan_run`. Throws where it cannot begin. */
  start(root: string, pack: string): void;
}

// The pages are bundled apart from the command; what both can reach is the process itself.
const held = globalThis as { awaitedScanStarter?: ScanStarter };

export function offerScans(starter: ScanStarter): void {
  held.awaitedScanStarter = starter;
}

/** Null where the pages are served by something that starts no scans. */
export function scanStarter(): ScanStarter | null {
  return held.awaitedScanStarter ?? null;
}
