import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../text/problem.ts";
import { formatBaseline, messageKey, parseBaseline, type KnownProblem } from "../workspace/baseline.ts";
import { goneProblems, knownProblems } from "./baseline.ts";

const problem = (rule: string, message: string, start: number): Problem => ({
  rule,
  message,
  severity: "warning",
  range: { start, end: start + 1 },
});

const anyProblems = fc
  .array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("one", "two", "on line 3", "on line 4")))
  .map((pairs) => pairs.map(([rule, message], start) => problem(rule, message, start)));

const anyKnown: fc.Arbitrary<KnownProblem[]> = fc.uniqueArray(
  fc.record({
    rule: fc.constantFrom("a", "b"),
    message: fc.constantFrom("one", "two", "on line …"),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  { selector: ({ rule, message }) => `${rule} ${message}` },
);

test("of each problem as many are known as are counted, and what is not found is gone", () => {
  fc.assert(
    fc.property(anyProblems, anyKnown, (problems, entries) => {
      const known = knownProblems(problems, entries);
      const alike = (each: KnownProblem) => (other: Problem) =>
        other.rule === each.rule && messageKey(other.message) === each.message;
      for (const each of entries) {
        const found = problems.filter(alike(each));
        expect(found.filter((other) => known.has(other))).toEqual(found.slice(0, each.count));
      }
      const expected = entries.map((each) => Math.max(0, each.count - problems.filter(alike(each)).length));
      expect(goneProblems(problems, entries)).toBe(expected.reduce((sum, count) => sum + count, 0));
    }),
  );
});

test("a line that a message names may move", () => {
  const entries = [{ rule: "a", message: messageKey("It is already given on line 7; keep one."), count: 1 }];
  expect(knownProblems([problem("a", "It is already given on line 12; keep one.", 0)], entries).size).toBe(1);
});

test("what is written is read back, in an order that does not depend on that of the problems", () => {
  const entries = new Map([
    ["b.yml", [{ rule: "b", message: "two", count: 1 }]],
    [
      "a.yml",
      [
        { rule: "b", message: "one", count: 2 },
        { rule: "a", message: "one", count: 1 },
      ],
    ],
    ["clean.yml", []],
  ]);
  const text = formatBaseline(entries);
  expect(text.indexOf("a.yml")).toBeLessThan(text.indexOf("b.yml"));
  expect(formatBaseline(parseBaseline(text) ?? new Map())).toBe(text);
  expect(parseBaseline(text)?.has("clean.yml")).toBe(false);
});
