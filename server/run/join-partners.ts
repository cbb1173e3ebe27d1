import type { Engine, QueryOptions } from "../engine/engine.ts";
import type { KeyCounts, Partners } from "./results.ts";

/**
 * How many rows meet how many, in ranges that grow: nobody, one to five, up to ten, a hundred, a thousand, more.
 * @param counted pairs of a number of partners and the rows that have so many
 */
export function partnersOf(
  counted: readonly (readonly [partners: number, rows: number])[],
): readonly Partners[] {
  return ranges.flatMap(({ from, to }) => {
    const within = counted.filter(([partners, rows]) => rows > 0 && partners >= from && partners <= to);
    if (within.length === 0) return [];
    const most = Math.max(...within.map(([partners]) => partners));
    return [{ from, to: Math.min(to, most), rows: within.reduce((sum, [, rows]) => sum + rows, 0) }];
  });
}

/** The keys of a query with the columns `key_text` and `n`, its rows, the most frequent first. */
export async function keyCounts(engine: Engine, sql: string, options: QueryOptions): Promise<KeyCounts> {
  const { rows } = await engine.query(
    `SELECT key_text, n, count(*) OVER () FROM (${sql}) ORDER BY n DESC, key_text LIMIT ${shownKeys}`,
    options,
  );
  return {
    keys: Number(rows[0]?.[2] ?? 0),
    examples: rows.map(([key, n]) => ({ key: String(key), rows: Number(n) })),
  };
}

/** Keys that are shown as examples. */
const shownKeys = 5;

const ranges = [
  ...[0, 1, 2, 3, 4, 5].map((n) => ({ from: n, to: n })),
  { from: 6, to: 10 },
  { from: 11, to: 100 },
  { from: 101, to: 1000 },
  { from: 1001, to: Number.POSITIVE_INFINITY },
];
