import autocannon from 'autocannon';
import type { MeasuredServer } from './server';

export interface Read {
  readonly readers: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
  /** Refused or broken connections, answers that took longer than ten minutes, and all answers but 2xx. */
  readonly errors: number;
  /** Milliseconds of the server's processor time for one answer. */
  readonly cpu: number;
}

/** How much is asked: so many answers in all, so that none is under way at the end, or for so many seconds. */
export type Amount = { readonly answers: number } | { readonly seconds: number };

/** So many readers, each asking for one page after another. */
export async function readAll(server: MeasuredServer, paths: readonly string[], readers: number, much: Amount): Promise<Read> {
  const before = server.cpu();
  const amount = 'answers' in much ? { amount: Math.max(readers, much.answers) } : { duration: much.seconds };
  const result = await autocannon({ url: server.url, connections: readers, ...amount, timeout: 600, setupClient: startingAnywhere(paths) });
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

/** Each reader begins at another page: all of them are asked for equally often, however few answers there are. */
function startingAnywhere(paths: readonly string[]): (client: autocannon.Client) => void {
  let started = 0;
  return (client) => {
    const first = started++ % paths.length;
    client.setRequests([...paths.slice(first), ...paths.slice(0, first)].map((path) => ({ method: 'GET', path })));
  };
}
