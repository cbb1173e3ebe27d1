import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openTestEngine } from "./testing/engine.ts";
import { runChecks } from "./testing/run.ts";
import { createTable } from "./testing/tables.ts";
import { percentage } from "./verdict.ts";

const engine = await openTestEngine();
afterAll(() => engine.close());

const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "1",
      "-2,5",
      "3.5 %",
      "N/A",
      "ann@example.com",
      "o'clock",
      "ä",
      "👟",
      "1.2.3",
    ),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);
const missing = {
  "missing values": fc.subarray(["N/A", "1", "o'clock"]),
  "missing regex": fc.constantFrom("^\\s*$", "[0-9]", "'"),
  "missing format": fc.constantFrom("integer", "email"),
};
const valid = {
  "valid values": fc.subarray(["1", "ä", ""]),
  "valid regex": fc.constantFrom("^.$", "[a-z]", "\\d"),
  "valid format": fc.constantFrom("decimal", "percentage", "money", "email"),
  "valid min": fc.constantFrom(-3, 0, 2),
  "valid max": fc.constantFrom(0, 3),
  "valid length": fc.nat(3),
  "valid min length": fc.nat(3),
  "valid max length": fc.nat(3),
};
const invalid = {
  "invalid values": fc.subarray(["1", "ä", ""]),
  "invalid regex": fc.constantFrom("^.$", "[a-z]"),
  "invalid format": fc.constantFrom("decimal", "email"),
};
// Bounds without a format of numbers would compare texts with numbers, which is an error.
const configurations = fc
  .tuple(
    fc.record(missing, { requiredKeys: [] }),
    fc.oneof(fc.record(valid, { requiredKeys: ["valid format"] }), fc.record(invalid, { requiredKeys: [] })),
  )
  .map(([one, other]) => ({ ...one, ...other }));

test("rows are missing, invalid or valid, and percentages are theirs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { maxLength: 12 }), configurations, async (values, configuration) => {
      const table = await createTable(engine, {
        name: "texts",
        columns: [{ name: "v", type: "VARCHAR" }],
        rows: values.map((value) => [value]),
      });
      const metrics = ["missing_count", "invalid_count", "valid_count", "missing_percent", "invalid_percent"];
      const checks = metrics.map((metric) => ({ [`${metric}(v) >= 0`]: configuration }));
      const results = await runChecks(engine, table, ["row_count >= 0", ...checks]);
      expect(results.map(({ outcome, message }) => [outcome, message])).toEqual(
        results.map(({ message }) => ["pass", message]),
      );
      const [rows = 0, absent = 0, wrong = 0, right = 0, absentPercent, wrongPercent] = results.map(
        ({ value }) => Number(value),
      );
      expect(rows).toBe(values.length);
      expect(absent + wrong + right).toBe(rows);
      expect(absentPercent).toBe(percentage(absent, rows));
      expect(wrongPercent).toBe(percentage(wrong, rows));
    }),
    { numRuns: 150 },
  );
});

test("of a check and its negation exactly one passes, on any data", async () => {
  const comparators = fc.constantFrom(["<", ">="], ["<=", ">"], ["=", "!="]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(texts, { maxLength: 8 }),
      comparators,
      fc.nat(8),
      async (values, [one = "", other = ""], bound) => {
        const table = await createTable(engine, {
          name: "texts",
          columns: [{ name: "v", type: "VARCHAR" }],
          rows: values.map((value) => [value]),
        });
        const pairs = ["row_count", "missing_count(v)", "duplicate_count(v)", "missing_percent(v)"].flatMap(
          (metric) => [`${metric} ${one} ${bound}`, `${metric} ${other} ${bound}`],
        );
        const outcomes = (await runChecks(engine, table, pairs)).map(({ outcome }) => outcome);
        for (let index = 0; index < outcomes.length; index += 2) {
          expect([outcomes[index], outcomes[index + 1]].sort()).toEqual(["fail", "pass"]);
        }
      },
    ),
    { numRuns: 50 },
  );
});
