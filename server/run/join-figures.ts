import { observedCardinality, resultRows, verdictOf } from "./join-verdict.ts";
import type { JoinCounts, JoinKind } from "./join-verdict.ts";
import type { Cardinality, JoinFigures, Range } from "./results.ts";

/** A join as it stands in a file. */
export interface JoinSite {
  readonly file: string;
  readonly range: Range;
  readonly left: { readonly name: string; readonly keys: readonly string[] };
  readonly right: { readonly name: string; readonly keys: readonly string[] };
  readonly kind: JoinKind;
  /** As its author wrote it. */
  readonly sql?: string;
  readonly declared: Cardinality | null;
}

export function toFigures(
  site: JoinSite,
  counts: JoinCounts,
  firstRows: JoinFigures["firstRows"],
): JoinFigures {
  const { file, range, left, right, kind, declared, sql } = site;
  return {
    file,
    range,
    left: { ...left, ...counts.left },
    right: { ...right, ...counts.right },
    resultRows: resultRows(counts, kind),
    maxMatches: counts.maxMatches,
    observed: observedCardinality(counts.maxMatches),
    declared,
    verdict: verdictOf(counts, kind, declared),
    kind,
    ...(sql !== undefined && { sql }),
    ...(firstRows && { firstRows }),
  };
}

/** A join that could not be measured: no figure of it means anything. */
export function unmeasured(
  { file, range, left, right, declared, kind, sql }: JoinSite,
  error: string,
): JoinFigures {
  const nothing = { rows: 0, nullKeys: 0, unmatched: 0, sample: [] };
  return {
    file,
    range,
    left: { ...left, ...nothing },
    right: { ...right, ...nothing },
    resultRows: 0,
    maxMatches: { leftToRight: 0, rightToLeft: 0 },
    observed: "1:1",
    declared,
    verdict: "ok",
    kind,
    ...(sql !== undefined && { sql }),
    error,
  };
}
