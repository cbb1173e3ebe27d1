import type { Cardinality, JoinFigures, JoinSide } from "./results.ts";
import type { SqlJoin } from "../sql/sql.ts";

/** What was counted of a join, whatever its kind. */
export interface JoinCounts {
  readonly left: SideCounts;
  readonly right: SideCounts;
  /** Pairs of rows that match. */
  readonly pairs: number;
  readonly maxMatches: JoinFigures["maxMatches"];
}

export type SideCounts = Omit<JoinSide, "name" | "keys">;

export type JoinKind = SqlJoin["kind"];

/** Rows of the join's result. */
export function resultRows({ left, right, pairs }: JoinCounts, kind: JoinKind): number {
  switch (kind) {
    case "inner":
    case "cross":
      return pairs;
    case "left":
      return pairs + left.unmatched;
    case "right":
      return pairs + right.unmatched;
    case "full":
      return pairs + left.unmatched + right.unmatched;
    case "semi":
      return left.rows - left.unmatched;
    case "anti":
      return left.unmatched;
  }
}

export function observedCardinality({ leftToRight, rightToLeft }: JoinFigures["maxMatches"]): Cardinality {
  if (leftToRight > 1) return rightToLeft > 1 ? "N:M" : "1:N";
  return rightToLeft > 1 ? "N:1" : "1:1";
}

/**
 * The first that holds: nothing matches; the rows are not related as declared; rows multiply (on both sides, or,
 * where nothing is declared, beyond the left side's); all is well.
 */
export function verdictOf(
  counts: JoinCounts,
  kind: JoinKind,
  declared: Cardinality | null,
): JoinFigures["verdict"] {
  const observed = observedCardinality(counts.maxMatches);
  if (counts.pairs === 0) return "no-match";
  if (declared !== null && declared !== observed) return "mismatch";
  // These only ever keep rows of the left side.
  if (kind === "semi" || kind === "anti") return "ok";
  const grows = declared === null && resultRows(counts, kind) > counts.left.rows;
  return observed === "N:M" || grows ? "fan-out" : "ok";
}
