import { quoteIdentifier } from "../engine/engine.ts";
import type { Engine, QueryOptions, Table } from "../engine/engine.ts";
import { keyCounts, partnersOf } from "./join-partners.ts";
import type { JoinCounts, SideCounts } from "./join-verdict.ts";
import type { KeyCounts } from "./results.ts";

/** A side of a join as a relation of the engine with the columns `key1`, `key2`, …: one row for each of its rows. */
export interface KeyRelation {
  readonly relation: string;
  readonly columns: Table["columns"];
}

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
  const matched = `WITH l AS (${grouped(sides.l)}), r AS (${grouped(sides.r)}),
       matched AS (SELECT l.n AS left_rows, r.n AS right_rows FROM l JOIN r ON ${equal})`;
  const figures = await engine.query(
    `${matched}
     SELECT ${total("l")}, ${total("l", "has_null")}, ${total("r")}, ${total("r", "has_null")},
       coalesce(sum(CAST(left_rows AS HUGEINT) * right_rows), 0) FROM matched`,
    options,
  );
  const [leftRows = 0, leftNulls = 0, rightRows = 0, rightNulls = 0, pairs = 0] = numbers(figures);
  const meetings = async (own: string, other: string): Promise<Meetings> =>
    toMeetings(
      await engine.query(`${matched} SELECT ${other}, sum(${own}) FROM matched GROUP BY ALL`, options),
    );
  const orphans = (own: string, other: string): Promise<KeyCounts> =>
    keyCounts(
      engine,
      `SELECT key_text, count(*) AS n FROM (${own}) AS l ANTI JOIN (${other}) AS r ON ${equal}
       WHERE NOT l.has_null GROUP BY key_text`,
      options,
    );
  const duplicates = (own: string): Promise<KeyCounts> =>
    keyCounts(
      engine,
      `SELECT key_text, count(*) AS n FROM (${own}) WHERE NOT has_null GROUP BY key_text HAVING n > 1`,
      options,
    );
  const fromLeft = await meetings("left_rows", "right_rows");
  const fromRight = await meetings("right_rows", "left_rows");
  return {
    left: {
      ...side(leftRows, leftNulls, fromLeft),
      ...withKeys(await orphans(sides.l, sides.r), await duplicates(sides.l)),
    },
    right: {
      ...side(rightRows, rightNulls, fromRight),
      ...withKeys(await orphans(sides.r, sides.l), await duplicates(sides.r)),
    },
    pairs,
    maxMatches: { leftToRight: most(fromLeft), rightToLeft: most(fromRight) },
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
    left: side(leftRows, 0, rightRows > 0 ? [[rightRows, leftRows]] : []),
    right: side(rightRows, 0, leftRows > 0 ? [[leftRows, rightRows]] : []),
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
  const rowsOf = async (relation: string): Promise<number> =>
    numbers(await engine.query(`SELECT count(*) FROM ${relation}`, options))[0] ?? 0;
  const meetings = async (id: string): Promise<Meetings> =>
    toMeetings(
      await engine.query(
        `SELECT n, count(*) FROM (SELECT count(*) AS n FROM ${pairs} GROUP BY ${id}) GROUP BY n`,
        options,
      ),
    );
  const fromLeft = await meetings("left_id");
  const fromRight = await meetings("right_id");
  return {
    left: side(await rowsOf(left), nullKeys.left, fromLeft),
    right: side(await rowsOf(right), nullKeys.right, fromRight),
    pairs: fromLeft.reduce((sum, [partners, rows]) => sum + partners * rows, 0),
    maxMatches: { leftToRight: most(fromLeft), rightToLeft: most(fromRight) },
  };
}

/** Numbers of partners, each with the rows that have so many; those without one are not listed. */
type Meetings = readonly (readonly [partners: number, rows: number])[];

function toMeetings({ rows }: Table): Meetings {
  return rows.map(([partners, n]) => [Number(partners), Number(n)]);
}

function most(meetings: Meetings): number {
  return meetings.reduce((greatest, [partners]) => Math.max(greatest, partners), 0);
}

function side(rows: number, nullKeys: number, meetings: Meetings): SideCounts {
  const unmatched = rows - meetings.reduce((sum, [, matched]) => sum + matched, 0);
  return { rows, nullKeys, unmatched, sample: [], partners: partnersOf([[0, unmatched], ...meetings]) };
}

function withKeys(
  orphanKeys: KeyCounts,
  duplicateKeys: KeyCounts,
): Pick<SideCounts, "sample" | "orphanKeys" | "duplicateKeys"> {
  return { sample: orphanKeys.examples.map(({ key }) => key), orphanKeys, duplicateKeys };
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
 * @param prefixes what stands before the names of the columns: `l.`
 */
export function comparable(
  left: Table["columns"],
  right: Table["columns"],
  prefixes: { readonly left: string; readonly right: string } = { left: "", right: "" },
): readonly { readonly left: string; readonly right: string }[] {
  const cast = (own: Table["columns"][number], other: Table["columns"][number], prefix: string): string => {
    const key = prefix + quoteIdentifier(own.name);
    return own.type === "VARCHAR" && other.type !== "VARCHAR" ? `TRY_CAST(${key} AS ${other.type})` : key;
  };
  return left.flatMap((own, index) => {
    const other = right[index];
    if (!other) return [];
    return [{ left: cast(own, other, prefixes.left), right: cast(other, own, prefixes.right) }];
  });
}

function numbers({ rows }: Table): number[] {
  return (rows[0] ?? []).map(Number);
}
