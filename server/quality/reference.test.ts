import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isIncluded, readScanFile, type ChecksSection } from "../sodacl/scan-file.ts";
import { Lines } from "../text/lines.ts";
import type { CheckedTable } from "./plan.ts";
import { runQuality, type CheckResult } from "./run-quality.ts";
import { openTestEngine } from "./testing/engine.ts";
import { createTable, type TestTable } from "./testing/tables.ts";

/** Recorded scans of the platform's engine, beside the project's folder where they are at hand. */
const casesFile = join(import.meta.dirname, "../../../shared/sodacl/cases-dev.json");

interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly needs_history?: boolean;
  readonly tables: readonly TestTable[];
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: { readonly samples_limit?: number };
  readonly variables: Readonly<Record<string, string>>;
  readonly checks: string;
  readonly expect: readonly Expectation[];
  readonly expect_errors?: readonly string[];
}

interface Expectation {
  readonly check: string;
  readonly line: number;
  readonly table?: string;
  readonly name?: string;
  readonly outcome: string;
  readonly value?: number;
  readonly failed_rows?: number;
  readonly failed_row_ids?: readonly string[];
  /** Of a schema check, by zone: columns that violate it, as a list or as keys. */
  readonly diagnostics?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const cases = existsSync(casesFile) ? (JSON.parse(readFileSync(casesFile, "utf8")) as ReferenceCase[]) : [];
const engine = await openTestEngine();
afterAll(() => engine.close());

test.skipIf(cases.length > 0)("recorded scans are not at hand: the comparison is skipped", () => {
  expect(existsSync(casesFile)).toBe(false);
});

describe.skipIf(cases.length === 0)("agrees with a recorded scan", () => {
  for (const each of cases.filter((one) => !needsHistory(one))) {
    const skipped = isWithoutChecks(each);
    test.skipIf(skipped)(
      `${each.kind}: ${each.id}${skipped ? " (a section without checks)" : ""}`,
      async () => {
        const { results, problems } = await scan(each);
        const expectations = each.expect.map((one) => expected(one, results));
        if (each.expect.length > 0) expect(results.map(comparable)).toEqual(expectations);
        for (const one of each.expect) expectNames(one, results);
        const errors = problems.length + results.filter(({ outcome }) => outcome === "error").length;
        if (each.expect_errors) expect(errors).toBeGreaterThan(0);
      },
    );
  }
});

describe.skipIf(cases.length === 0)("is not evaluated, whatever the recorded scan found", () => {
  for (const each of cases.filter(needsHistory)) {
    test(`${each.kind}: ${each.id}`, async () => {
      const { results } = await scan(each);
      expect(results.map(({ line }) => line)).toEqual(each.expect.map(({ check }) => check));
      for (const { outcome, message } of results) {
        expect([outcome, message]).toEqual(["not_evaluated", expect.stringContaining("history")]);
      }
    });
  }
});

/** Compares with earlier measurements or with a distribution. */
function needsHistory({ kind, needs_history }: ReferenceCase): boolean {
  return needs_history === true || kind === "distribution";
}

/** Profiles, discovery and samples of datasets are no checks. */
function isWithoutChecks({ kind, expect_errors }: ReferenceCase): boolean {
  if (["profile", "discover", "sample_datasets"].includes(kind)) return true;
  return expect_errors?.some((error) => /quote characters|profile columns/.test(error)) ?? false;
}

interface ScanResult extends CheckResult {
  readonly table?: string;
  readonly fileLine: number;
}

/** Runs a stand-alone file: each of its sections is an input of a manifest. */
async function scan(each: ReferenceCase) {
  const tables = new Map<string, CheckedTable>();
  for (const table of each.tables) tables.set(table.name.toLowerCase(), await createTable(engine, table));
  const file = readScanFile(each.checks);
  const lines = new Lines(each.checks);
  const where = (dataset: string, name?: string) =>
    name === undefined
      ? undefined
      : file.filters.find((filter) => filter.dataset === dataset && filter.name === name)?.where;
  const results: ScanResult[] = [];
  const run = async (section: ChecksSection, dataset?: string) => {
    const predicate = dataset === undefined ? undefined : where(dataset, section.filter);
    const outcomes = await runQuality({
      input: {
        checks: section.items,
        filter: predicate === undefined ? undefined : { where: predicateText(predicate) },
      },
      table: tables.get(dataset?.toLowerCase() ?? "") ?? { relation: "(SELECT 1)", columns: [] },
      findTable: (name, filter) => {
        const table = tables.get(name.toLowerCase());
        return Promise.resolve(table && { ...table, where: where(name, filter) });
      },
      translate: (sql) => Promise.resolve({ sql }),
      readText: (path) => Promise.resolve(each.files?.[path]),
      engine,
      now: new Date("2024-01-01T00:00:00Z"),
      variables: each.variables,
      samplesLimit: each.settings?.samples_limit,
      samplePassing: true,
    });
    for (const outcome of outcomes) {
      results.push({ ...outcome, table: dataset, fileLine: lineOf(outcome, lines) });
    }
  };
  for (const section of file.sections) {
    const { datasets } = section;
    if (!datasets) await run(section, section.dataset);
    else for (const { name } of each.tables) if (isIncluded(name, datasets)) await run(section, name);
  }
  return { results, problems: file.problems };
}

function predicateText(value: string) {
  return { dialect: "duckdb", form: "predicate", value, source: value, range: { start: 0, end: 0 } } as const;
}

/** The groups of a group by stand on the lines of their own checks. */
function lineOf({ check, line, range }: CheckResult, lines: Lines): number {
  if (line === check.line.value) return lines.position(check.line.range.start).line + 1;
  return lines.position(range.start).line + 1;
}

function comparable({ line, fileLine, outcome, value, failedRows, name }: ScanResult) {
  return {
    check: line,
    line: fileLine,
    outcome,
    value,
    failed_rows: failedRows?.rows.length ?? 0,
    name,
    ids: idsOf(failedRows),
  };
}

/** The expectation as a result, where it leaves something open with what was found. */
function expected(one: Expectation, results: readonly ScanResult[]) {
  const found = results.find(
    ({ line, fileLine, table, name }) =>
      line === one.check &&
      fileLine === one.line &&
      (one.table === undefined || table === one.table) &&
      (one.name === undefined || name === one.name),
  );
  const actual = found && comparable(found);
  return {
    check: one.check,
    line: one.line,
    outcome: one.outcome,
    value: one.value === undefined ? actual?.value : near(one.value, actual?.value),
    failed_rows: one.failed_rows ?? actual?.failed_rows,
    name: one.name ?? actual?.name,
    ids: one.failed_row_ids ? [...one.failed_row_ids].sort() : actual?.ids,
  };
}

/** A schema check's message names the columns that the recorded scan found at fault. */
function expectNames({ check, line, diagnostics = {} }: Expectation, results: readonly ScanResult[]): void {
  const message = results.find((result) => result.line === check && result.fileLine === line)?.message;
  for (const columns of Object.values(diagnostics).flatMap((zone) => Object.values(zone))) {
    const names = Array.isArray(columns) ? columns.map(String) : Object.keys(columns);
    for (const name of names) expect(message).toContain(`\`${name}\``);
  }
}

function near(wanted: number, actual: unknown): unknown {
  const close =
    typeof actual === "number" && Math.abs(actual - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted));
  return close ? actual : wanted;
}

function idsOf(failedRows: CheckResult["failedRows"]): readonly string[] {
  return (failedRows?.rows ?? []).map(([id]) => String(id)).sort();
}
