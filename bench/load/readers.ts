import autocannon from 'autocannon';
import type { MeasuredServer } from './server';

export interface Read {
  readonly readers: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
  /** Refused or broken connections, answers that took longer than two minutes, and all answers but 2xx. */
  readonly errors: number;
  /** Milliseconds of the server's processor time for one answer. */
  readonly cpu: number;
}

/** So many readers, each asking for one page after another, for so many seconds. */
export async function readAll(server: MeasuredServer, paths: readonly string[], readers: number, seconds: number): Promise<Read> {
  const before = server.cpu();
  const result = await autocannon({ url: server.url, connections: readers, duration: seconds, timeout: 120, requests: paths.map((path) => ({ path })) });
  return {
    readers,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    answers: result.requests.total,
    cpu: (server.cpu() - before) / result.requests.total,
    errors: result.errors + result.timeouts + result.non2xx,
  };
}
