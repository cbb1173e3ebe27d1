import { afterAll, describe, expect, test } from "vitest";
import { openTestEngine } from "./testing/engine.ts";
import { runChecks } from "./testing/run.ts";
import { isSameType } from "./types.ts";

const engine = await openTestEngine();
afterAll(() => engine.close());

const table = {
  relation: "(SELECT 1)",
  columns: [
    { name: "id", type: "BIGINT" },
    { name: "name", type: "VARCHAR" },
    { name: "card_no", type: "VARCHAR" },
    { name: "paid", type: "DECIMAL(18,3)" },
  ],
};

describe("a schema check names what does not hold", () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ "when required column missing": ["id", "Name", "age"] }, "`Name` is missing; `age` is missing."],
    [
      { "when forbidden column present": ["card%", "n*", "pin"] },
      "`name` must not be there; `card_no` must not be there.",
    ],
    [{ "when forbidden column present": ["i"] }, "`id` must not be there."],
    [{ "when forbidden column present": ["%id", "ame"] }, "`paid` must not be there."],
    [
      { "when wrong column type": { id: "bigint", name: "integer", paid: "numeric(10,2)", card_no: null } },
      "`name` must be integer and is varchar.",
    ],
    [{ "when wrong column type": { age: "integer" } }, "`age` is missing."],
    [
      { "when wrong column index": { id: 0, name: 2, age: 1 } },
      "`age` is missing; `name` must be column 2 and is 1 (from 0).",
    ],
    [
      { "when mismatching columns": { id: "bigint", name: null, paid: "decimal" } },
      "`card_no` must not be there.",
    ],
    [
      {
        "when mismatching columns": { id: null, name: null, card_no: null, paid: null, age: null, sex: null },
        "with optional columns": ["age"],
      },
      "`sex` is missing.",
    ],
  ])("%j", async (validations, message) => {
    const [failing, warning] = await runChecks(engine, table, [
      { schema: { fail: validations } },
      { schema: { warn: validations } },
    ]);
    expect(failing).toMatchObject({ outcome: "fail", message, value: null });
    expect(warning).toMatchObject({ outcome: "warn", message });
  });

  test("a pattern that takes exponential time elsewhere takes none here", async () => {
    const long = { relation: "(SELECT 1)", columns: [{ name: `${"a".repeat(5000)}!`, type: "VARCHAR" }] };
    const [result] = await runChecks(engine, long, [
      { schema: { fail: { "when forbidden column present": ["(a+)+$"] } } },
    ]);
    expect(result?.outcome).toBe("pass");
  });

  test("changes need history", async () => {
    const [result] = await runChecks(engine, table, [
      {
        schema: { fail: { "when required column missing": ["age"] }, warn: { "when schema changes": "any" } },
      },
    ]);
    expect(result).toMatchObject({
      outcome: "not_evaluated",
      message: expect.stringContaining("needs history") as string,
    });
  });
});

test.each([
  ["varchar(20)", "VARCHAR", true],
  ["string", "VARCHAR", true],
  ["integer", "INTEGER", true],
  ["integer", "BIGINT", false],
  ["decimal(10,2)", "DECIMAL(18,3)", true],
  ["double precision", "DOUBLE", true],
  ["timestamp(6)", "TIMESTAMP", true],
  ["timestamp(6) with time zone", "TIMESTAMP WITH TIME ZONE", true],
  ["timestamp", "TIMESTAMP WITH TIME ZONE", false],
  ["date", "TIMESTAMP", false],
  ["array(varchar)", "VARCHAR[]", true],
  ["varchar", "INTEGER", false],
])("%s and %s: %s", (expected, actual, same) => {
  expect(isSameType(expected, actual)).toBe(same);
});

test("kinds of numbers are not told apart where types were guessed from text", () => {
  expect(isSameType("integer", "BIGINT", true)).toBe(true);
  expect(isSameType("decimal(10,2)", "DOUBLE", true)).toBe(true);
  expect(isSameType("varchar", "BIGINT", true)).toBe(false);
});
