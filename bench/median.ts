import type { Spent } from './row';

/** Measures several sides in turns, so that all of them meet the same load, and gives the median of each. */
export async function sideBySide<Name extends string>(rounds: number, sides: Readonly<Record<Name, () => Promise<Spent>>>): Promise<Record<Name, Spent>> {
  const names = Object.keys(sides) as Name[];
  const taken = new Map<Name, Spent[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) taken.get(name)?.push(await sides[name]());
  }
  return Object.fromEntries(names.map((name) => [name, medianOf(taken.get(name) ?? [])])) as Record<Name, Spent>;
}

export function medianOf(runs: readonly Spent[]): Spent {
  return { ms: median(runs.map((run) => run.ms)), cpuMs: median(runs.map((run) => run.cpuMs)) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Times something done in this process. */
export async function spent(action: () => unknown): Promise<Spent> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await action();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}
