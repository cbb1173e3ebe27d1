import { quoteIdentifier } from "../engine/engine.ts";
import type { Engine, QueryOptions, Table } from "../engine/engine.ts";
import type { JoinCounts, SideCounts } from "./join-verdict.ts";

/** A side of a join as a relation of the engine with the columns `key1`, `key2`, …: one row for each of its rows. */
export interface KeyRelation {
  readonly relation: string;
  readonly columns: Table["columns"];
}

/** Keys without a partner that are shown. */
const sampleSize = 5;

/**
 * Counts an equality join from the number of rows of each key, so that no row of its result is ever made. A NULL
 * in any key matches nothing.
 */
export async function countByKeys(
  engine: Engine,
  left: KeyRelation,
  right: KeyRelation,
  options: QueryOptions = {},
): Promise<JoinCounts> {
  const keys = comparable(left.columns, right.columns);
  const equal = keys.map((_, index) => `l.key${index + 1} = r.key${index + 1}`).join(" AND ");
  const sides = {
    l: keyed(
      left,
      keys.map((key) => key.left),
    ),
    r: keyed(
      right,
      keys.map((key) => key.right),
    ),
  };
  const figures = await engine.query(
    `WITH l AS (${grouped(sides.l)}), r AS (${grouped(sides.r)}),
       matched AS (SELECT l.n AS left_rows, r.n AS right_rows FROM l JOIN r ON ${equal})
     SELECT ${total("l")}, ${total("l", "has_null")}, ${total("r")}, ${total("r", "has_null")},
       coalesce(sum(left_rows), 0), coalesce(sum(right_rows), 0),
       coalesce(sum(CAST(left_rows AS HUGEINT) * right_rows), 0),
       coalesce(max(right_rows), 0), coalesce(max(left_rows), 0)
     FROM matched`,
    options,
  );
  const [
    leftRows = 0,
    leftNulls = 0,
    rightRows = 0,
    rightNulls = 0,
    leftMatched = 0,
    rightMatched = 0,
    ...rest
  ] = numbers(figures);
  const [pairs = 0, leftToRight = 0, rightToLeft = 0] = rest;
  const lonely = async (own: string, other: string): Promise<string[]> => {
    const found = await engine.query(
      `SELECT key_text FROM (${own}) AS l ANTI JOIN (${other}) AS r ON ${equal} WHERE NOT l.has_null
       GROUP BY key_text ORDER BY count(*) DESC, key_text LIMIT ${sampleSize}`,
      options,
    );
    return found.rows.map(([key]) => String(key));
  };
  return {
    left: side(leftRows, leftNulls, leftMatched, await lonely(sides.l, sides.r)),
    right: side(rightRows, rightNulls, rightMatched, await lonely(sides.r, sides.l)),
    pairs,
    maxMatches: { leftToRight, rightToLeft },
  };
}

/** Counts a join that has no condition: every row meets every row of the other side. */
export async function countCross(
  engine: Engine,
  left: string,
  right: string,
  options: QueryOptions = {},
): Promise<JoinCounts> {
  const counted = await engine.query(
    `SELECT (SELECT count(*) FROM ${left}), (SELECT count(*) FROM ${right})`,
    options,
  );
  const [leftRows = 0, rightRows = 0] = numbers(counted);
  return {
    left: side(leftRows, 0, rightRows > 0 ? leftRows : 0, []),
    right: side(rightRows, 0, leftRows > 0 ? rightRows : 0, []),
    pairs: leftRows * rightRows,
    maxMatches: { leftToRight: leftRows > 0 ? rightRows : 0, rightToLeft: rightRows > 0 ? leftRows : 0 },
  };
}

/**
 * Counts a join by any condition by running it, grouped by each side's rows in turn; the time limit of the options
 * is what bounds it. `left` and `right` have a column `row_id`, and `pairs` is the relation of the ids of
 * matching rows, `left_id` and `right_id`.
 */
export async function countByRunning(
  engine: Engine,
  left: string,
  right: string,
  pairs: string,
  nullKeys: { readonly left: number; readonly right: number },
  options: QueryOptions = {},
): Promise<JoinCounts> {
  const counted = (id: string, relation: string): string =>
    `SELECT (SELECT count(*) FROM ${relation}), count(*), coalesce(sum(n), 0), coalesce(max(n), 0)
     FROM (SELECT count(*) AS n FROM ${pairs} GROUP BY ${id})`;
  const [leftRows = 0, leftMatched = 0, matched = 0, leftToRight = 0] = numbers(
    await engine.query(counted("left_id", left), options),
  );
  const [rightRows = 0, rightMatched = 0, , rightToLeft = 0] = numbers(
    await engine.query(counted("right_id", right), options),
  );
  return {
    left: side(leftRows, nullKeys.left, leftMatched, []),
    right: side(rightRows, nullKeys.right, rightMatched, []),
    pairs: matched,
    maxMatches: { leftToRight, rightToLeft },
  };
}

function side(rows: number, nullKeys: number, matched: number, sample: readonly string[]): SideCounts {
  return { rows, nullKeys, unmatched: rows - matched, sample };
}

/** The rows of a side with keys that can be compared, whether one of them is NULL, and how they are shown. */
function keyed({ relation, columns }: KeyRelation, keys: readonly string[]): string {
  const raw = columns.map(({ name }) => quoteIdentifier(name));
  const items = [
    ...keys.map((key, index) => `${key} AS key${index + 1}`),
    `(${raw.map((name) => `${name} IS NULL`).join(" OR ")}) AS has_null`,
    `${raw.map((name) => `CAST(${name} AS VARCHAR)`).join(" || ' | ' || ")} AS key_text`,
  ];
  return `SELECT ${items.join(", ")} FROM ${relation}`;
}

function grouped(rows: string): string {
  return `SELECT * EXCLUDE (key_text), count(*) AS n FROM (${rows}) GROUP BY ALL`;
}

function total(relation: string, condition?: string): string {
  const where = condition === undefined ? "" : ` WHERE ${condition}`;
  return `(SELECT coalesce(sum(n), 0) FROM ${relation}${where})`;
}

/**
 * The keys of either side as expressions that the engine can compare. It refuses text beside a number or a date
 * where one text is no such thing; Spark casts the text, and what can't be cast matches nothing.
 */
function comparable(
  left: Table["columns"],
  right: Table["columns"],
): readonly { readonly left: string; readonly right: string }[] {
  const cast = (own: Table["columns"][number], other: Table["columns"][number]): string => {
    const key = quoteIdentifier(own.name);
    return own.type === "VARCHAR" && other.type !== "VARCHAR" ? `TRY_CAST(${key} AS ${other.type})` : key;
  };
  return left.flatMap((own, index) => {
    const other = right[index];
    return other ? [{ left: cast(own, other), right: cast(other, own) }] : [];
  });
}

function numbers({ rows }: Table): number[] {
  return (rows[0] ?? []).map(Number);
}
