/**
 * Milliseconds that this thread has computed for: whatever else runs on the machine does not count. Some machines
 * count in steps of several milliseconds, so it is for what takes a hundred.
 */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds on the wall, for what is short, and for work that other processes share in. */
export function wallMilliseconds(): number {
  return performance.now();
}

/** Several measurements of one thing. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Durations of contestants that take turns, so that all of them meet the same machine.
 * @param rounds those that count; as many again as `warmUp` says come before them
 */
export async function inTurns<Name extends string>(
  contestants: Readonly<Record<Name, () => unknown>>,
  rounds: number,
  clock: () => number,
  warmUp = 1,
): Promise<Record<Name, Spread>> {
  const names = Object.keys(contestants) as Name[];
  const durations = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const name of names) {
      const begin = clock();
      await contestants[name]();
      if (round >= warmUp) durations.get(name)?.push(clock() - begin);
    }
  }
  const spreads = names.map((name) => [name, spreadOf(durations.get(name) ?? [])]);
  return Object.fromEntries(spreads) as Record<Name, Spread>;
}

/** The shortest of several measurements of one thing: other processes only ever add to it. */
export async function shortestOf(times: number, measure: (time: number) => Promise<number>): Promise<number> {
  let shortest = Infinity;
  for (let time = 0; time < times; time++) shortest = Math.min(shortest, await measure(time));
  return shortest;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), lowest: quantile(values, 0), highest: quantile(values, 1) };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
