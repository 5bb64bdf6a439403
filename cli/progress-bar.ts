import type { ScanProgress } from '../scanner/scan';

/** A line on a terminal that shows how far a scan is; silent where stderr is none. */
export interface ProgressBar {
  update(progress: ScanProgress): void;
  clear(): void;
}

export function progressBar(stream: NodeJS.WriteStream = process.stderr, now: () => number = () => performance.now()): ProgressBar {
  if (!stream.isTTY) return { update: () => {}, clear: () => {} };
  const started = now();
  let drawn = -Infinity;
  return {
    update(progress) {
      if (now() - drawn < 80 && progress.phase === 'extract') return;
      drawn = now();
      stream.write(`\r\x1b[K${lineOf(progress, (now() - started) / 1000)}`);
    },
    clear: () => void stream.write('\r\x1b[K'),
  };
}

/** `████░░░░  412/1204 files  38.2 MB/s  2 s left`; the time left comes from the bytes left, not the files. */
export function lineOf({ phase, files, filesTotal, bytes, bytesTotal }: ScanProgress, seconds: number): string {
  if (phase === 'link') return `Linking ${filesTotal} files …`;
  const share = bytesTotal === 0 ? 1 : bytes / bytesTotal;
  // Full means done.
  const filled = Math.floor(share * 24);
  const rate = seconds > 0 ? bytes / seconds : 0;
  const left = rate > 0 ? `  ${Math.ceil((bytesTotal - bytes) / rate)} s left` : '';
  return `${'█'.repeat(filled)}${'░'.repeat(24 - filled)}  ${files}/${filesTotal} files  ${(rate / 1e6).toFixed(1)} MB/s${left}`;
}
