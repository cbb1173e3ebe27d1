/** Milliseconds that this thread has computed for: whatever else runs on the machine does not count. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds on the wall, for work that other processes share in. */
export function wallMilliseconds(): number {
  return performance.now();
}

/**
 * Durations of contestants that take turns, so that all of them meet the same machine.
 * @param rounds those that count; one before them warms up
 */
export async function inTurns<Name extends string>(
  contestants: Readonly<Record<Name, () => unknown>>,
  rounds: number,
  clock: () => number,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const durations = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const begin = clock();
      await contestants[name]();
      if (round > 0) durations.get(name)?.push(clock() - begin);
    }
  }
  const medians = names.map((name) => [name, quantile(durations.get(name) ?? [], 0.5)]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
