import type { Engine } from "../../engine/engine.ts";
import type { SodaCheck } from "../../manifest/model.ts";
import type { CheckedTable } from "../plan.ts";
import { runQuality, type CheckResult, type QualityRequest } from "../run-quality.ts";

/** A check line, or a check line with its configuration. */
export type WrittenCheck = string | Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Runs checks as a manifest would hold them. SQL is DuckDB's already. */
export function runChecks(
  engine: Engine,
  table: CheckedTable,
  checks: readonly WrittenCheck[],
  request: Partial<QualityRequest> & { readonly where?: string } = {},
): Promise<readonly CheckResult[]> {
  const { where, ...others } = request;
  return runQuality({
    input: {
      checks: checks.map(toCheck),
      filter: where === undefined ? undefined : { where: predicate(where) },
    },
    table,
    findTable: () => Promise.resolve(undefined),
    translate: (sql) => Promise.resolve({ sql }),
    engine,
    now: new Date("2024-06-01T00:00:00Z"),
    variables: {},
    ...others,
  });
}

export function toCheck(written: WrittenCheck): SodaCheck {
  const [line = "", configuration = {}] =
    typeof written === "string" ? [written] : (Object.entries(written)[0] ?? []);
  const range = { start: 0, end: line.length };
  return { line: { value: line, range }, configuration, configurationRanges: {}, range };
}

export function predicate(value: string) {
  return { dialect: "duckdb", form: "predicate", value, source: value, range: { start: 0, end: 0 } } as const;
}
