import { h } from "preact";
import { describe, expect, test } from "vitest";
import type { JoinFigures, QualityOutcome, StepRun } from "../../server/run/results.ts";
import { percent } from "./bar.tsx";
import { Joins } from "./joins.tsx";
import { duration } from "./parts.tsx";
import { Pipeline } from "./pipeline.tsx";
import { Profiles } from "./profiles.tsx";
import { QualityChecks } from "./quality-checks.tsx";
import { sideOf } from "./cell.tsx";
import { elements, shownText } from "./text.fixture.ts";

const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } };

describe("a pipeline", () => {
  const step = (name: string, more: Partial<StepRun> = {}): StepRun => ({
    name,
    rows: 1200,
    columns: [
      { name: "id", type: "INTEGER" },
      { name: "city", type: "VARCHAR" },
    ],
    milliseconds: 12.4,
    fidelity: "exact",
    firstRows: [[1, null]],
    ...more,
  });
  const error = { message: "There is no column `amout`.", file: "spending.yml", range };
  const run = (
    steps: readonly StepRun[],
    job: { status?: "ok" | "failed" | "skipped"; reason?: string } = {},
  ) =>
    h(Pipeline, {
      version: 1,
      workflows: [
        {
          name: "wf-spending",
          file: "spending.yml",
          status: "ok",
          jobs: [{ name: "spending", status: "ok", steps, outputs: [], ...job }],
        },
      ],
    });

  test("shows figures of every step and the rows of the last one", () => {
    expect(shownText(run([step("orders"), step("by_city")]))).toEqual([
      "wf-spending",
      "ok1 job · 25 ms",
      "spendingok",
      "orders1,200 rows2 columns12 msas in Spark",
      "by_city1,200 rows2 columns12 msas in Spark",
      "idinteger cityvarchar",
      "1 null",
      "The first 1 of 1,200 rows.",
    ]);
  });

  test("says what failed where it failed, once, and leads to the SQL", () => {
    const failed = run([step("orders"), step("by_city", { error })], {
      status: "failed",
      reason: 'The step "by_city" failed. There is no column `amout`.',
    });
    expect(shownText(failed)).toEqual([
      ...["wf-spending", "ok1 job · 25 ms", "spendingfailed"],
      ...["orders1,200 rows2 columns12 msas in Spark", "idinteger cityvarchar", "1 null"],
      ...["The first 1 of 1,200 rows.", "by_city failed", "There is no column amout. Show in the SQL"],
    ]);
    expect(elements(failed, "button").at(-1)?.props.title).toBe("Open spending.yml, line 4");
  });

  test("says why a job was skipped", () => {
    expect(shownText(run([], { status: "skipped", reason: "Scanners do not run here." }))).toContain(
      "Scanners do not run here.",
    );
  });

  test("says what is only nearly as in Spark", () => {
    const nearly = step("sums", { fidelity: "approximate", notes: ["`rand` gives other numbers."] });
    expect(shownText(run([nearly]))).toEqual(
      expect.arrayContaining(["sums1,200 rows2 columns12 msapproximate", "rand gives other numbers."]),
    );
  });

  test("without a workflow says what one is", () => {
    const [title] = shownText(h(Pipeline, { version: 1, workflows: [] }));
    expect(title).toBe("There is no workflow to run in this file.");
  });
});

describe("joins", () => {
  const side = { keys: ["id"], rows: 10, nullKeys: 0, unmatched: 0, sample: [] };
  const join = (more: Partial<JoinFigures>): JoinFigures => ({
    file: "orders.yml",
    range,
    left: { ...side, name: "orders" },
    right: { ...side, name: "customers" },
    resultRows: 14,
    maxMatches: { leftToRight: 2, rightToLeft: 1 },
    observed: "1:N",
    declared: null,
    verdict: "ok",
    ...more,
  });
  const sentence = (more: Partial<JoinFigures>) =>
    shownText(h(Joins, { version: 1, joins: [join(more)] }))[2];

  test.each<[Partial<JoinFigures>, string]>([
    [{ verdict: "ok" }, "The data is 1:N. The result has 14 rows."],
    [{ verdict: "ok", declared: "1:N" }, "The data is 1:N, as declared. The result has 14 rows."],
    [
      { verdict: "mismatch", declared: "N:1" },
      "The model declares N:1, the data is 1:N: one row of orders meets up to 2 of customers. The result has 14 rows.",
    ],
    [
      { verdict: "fan-out" },
      "Rows are multiplied: one row of orders meets up to 2 of customers. The result has 14 rows.",
    ],
    [
      { verdict: "no-match", resultRows: 0 },
      "No key of one side occurs on the other. The result has 0 rows.",
    ],
    [{ error: "The step `a` failed." }, "The step a failed."],
  ])("%o", (more, expected) => {
    expect(sentence(more)).toBe(expected);
  });

  test("draw who finds a partner and who does not, and say how many meet how many", () => {
    const left = {
      ...{ ...side, name: "orders", unmatched: 3, nullKeys: 1, sample: ["7", "8"] },
      partners: [
        { from: 0, to: 0, rows: 3 },
        { from: 1, to: 1, rows: 1 },
        { from: 6, to: 10, rows: 6 },
      ],
      orphanKeys: {
        keys: 6,
        examples: [
          { key: "7", rows: 1200 },
          { key: "8", rows: 1 },
        ],
      },
      duplicateKeys: { keys: 1, examples: [{ key: "7", rows: 1200 }] },
    };
    const shown = shownText(h(Joins, { version: 1, joins: [join({ left, sql: "JOIN customers" })] }));
    expect(shown).toEqual(
      expect.arrayContaining([
        "7 of 10 rows find a partner 70.0 %",
        "2 rows find none",
        "1 row has no key",
        "A row of orders meets … of customers",
        ...["none 3 rows", "1 1 row", "6–10 6 rows"],
        "Without a partner: 6 keys7 ×1,2008…",
        "Repeated: 1 key7 ×1,200",
        "SQL",
      ]),
    );
  });
});

describe("quality checks", () => {
  const check = (name: string, more: Partial<QualityOutcome> = {}): QualityOutcome => ({
    file: "checks.yml",
    range,
    dataset: "lake:sales/orders",
    check: `${name} = 0`,
    name,
    outcome: "pass",
    value: 0,
    message: `All is well with ${name}.`,
    ...more,
  });
  const failedRows = { count: 2, columns: ["id"], rows: [[1], [2]] };
  const summary = { pass: 0, warn: 0, fail: 0, error: 0, not_evaluated: 0 };

  test("come worst first, with the rows of the first one that fails", () => {
    const checks = [
      check("a"),
      check("b", { outcome: "warn", failedRows }),
      check("c", { outcome: "fail", failedRows }),
    ];
    expect(
      shownText(h(QualityChecks, { version: 1, checks, summary: { ...summary, pass: 1, warn: 1, fail: 1 } })),
    ).toEqual([
      ...["lake:sales/orders", "1 failed1 warned1 passedPreview data"],
      ...["failed: cc = 0", "All is well with c.", "2 failing rows", "id", "1", "2"],
      ...["warned: bb = 0", "All is well with b.", "2 failing rows"],
      ...["passed: aa = 0", "All is well with a."],
    ]);
  });

  test("of several datasets are counted for each and for all", () => {
    const checks = [check("a"), check("b", { dataset: "lake:sales/other" })];
    expect(
      shownText(h(QualityChecks, { version: 1, checks, summary: { ...summary, pass: 2 } })).filter((line) =>
        /passed(?!:)/.test(line),
      ),
    ).toEqual(["All datasets:2 passed", "1 passedPreview data", "1 passedPreview data"]);
  });

  test("that can't run for the same reason say it once", () => {
    const message = "There is no sample data.";
    const checks = ["a", "b"].map((name) => check(name, { outcome: "error", message }));
    const shown = shownText(h(QualityChecks, { version: 1, checks, summary: { ...summary, error: 2 } }));
    expect(shown.filter((line) => line === message)).toHaveLength(1);
  });
});

test("a profile shows of each column how full, how distinct and how distributed it is", () => {
  const column = { mean: null, quantiles: null, histogram: [], topValues: [] };
  const columns = [
    { ...column, name: "id", type: "BIGINT", nulls: 0, distinct: 200, min: 1, max: 200 },
    {
      ...column,
      ...{ name: "city", type: "VARCHAR", nulls: 1, distinct: 2, min: "Oslo", max: "Rome" },
      topValues: [
        { value: "Rome", count: 150 },
        { value: "Oslo", count: 49 },
      ],
    },
  ];
  const profile = h(Profiles, {
    version: 1,
    datasets: [{ dataset: "lake:sales/orders", rows: 200, columns }],
  });
  expect(shownText(profile)).toEqual([
    "lake:sales/orders",
    "200 rows · 2 columns",
    "column null distinct distribution least greatest",
    "idbigint 0 % all 1 200",
    "cityvarchar 0.5 % 2 Rome 75.0 %Oslo 24.5 % Oslo Rome",
  ]);
});

test.each([
  [0, 10, "0 %"],
  [10, 10, "100 %"],
  [1, 100_000, "0.1 %"],
  [99_999, 100_000, "99.9 %"],
  [0, 0, "0 %"],
])("%d of %d is %s", (part, whole, expected) => {
  expect(percent(part, whole)).toBe(expected);
});

test.each([
  [0.3, "0 ms"],
  [12.6, "13 ms"],
  [3421, "3.4 s"],
])("%d ms is %s", (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

test.each([
  ["BIGINT", "number"],
  ["UTINYINT", "number"],
  ["DECIMAL(18,3)", "number"],
  ["DOUBLE", "number"],
  ["INTERVAL", "text"],
  ["VARCHAR", "text"],
  ["INTEGER[]", "text"],
])("values of type %s stand as a %s does", (type, side) => {
  expect(sideOf(type)).toBe(side);
});
