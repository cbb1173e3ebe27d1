import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCheckLine } from "./check-line.ts";
import type { Bound, Threshold } from "./threshold.ts";

describe("check lines that can be read", () => {
  test.each([
    ["row_count > 0", "row_count() > 0"],
    ["row_count(any) between 10 and 55", "row_count(any) [10, 55]"],
    ["row_count between (10 and 55)", "row_count() (10, 55)"],
    ["row_count not between [10 and 55)", "row_count() not [10, 55)"],
    ["missing_percent(email) < 5%", "missing_percent(email) < 5%"],
    ["missing_percent(email) < 5 %", "missing_percent(email) < 5%"],
    ['missing_count("first name") = 0', "missing_count(first name) = 0"],
    ["missing_count(`first name`) = 0", "missing_count(first name) = 0"],
    ["missing_count([first name]) = 0", "missing_count(first name) = 0"],
    ["duplicate_count(id, day) <> 0", "duplicate_count(id, day) != 0"],
    ["percentile(price, 0.95) >= -1.5", "percentile(price, at 0.95) >= -1.5"],
    ["invalid_count(email)", "invalid_count(email)"],
    ["row_count > ${least}", "row_count() > ${least}"],
    ["freshness(loaded_at) < 1d6h30m", "freshness(loaded_at) < 109800000 ms"],
    ["freshness(loaded_at, START) < 30m", "freshness(loaded_at, START) < 1800000 ms"],
    ["freshness using loaded_at with START < 1h", "freshness(loaded_at, START) < 3600000 ms"],
    ["values in city must exist in cities name", "(city) in cities(name)"],
    [
      "values in (city, zip) must not exist in geo.cities (name, code)",
      "(city, zip) not in geo.cities(name, code)",
    ],
    ["row_count same as raw", "same as raw"],
    ["row_count same as raw [daily] in lake", "same as raw [daily] in lake"],
    ["change avg last 7 percent for row_count < 10", "row_count() < 10, against earlier measurements"],
    ["change same day last week for row_count < 10", "row_count() < 10, against earlier measurements"],
    ["change for missing_count(a) = 1", "missing_count(a) = 1, against earlier measurements"],
    ["anomaly score for row_count < default", "row_count(), against a learnt model"],
    ["anomaly detection for avg(price)", "avg(price), against a learnt model"],
    [
      "distribution_difference(price) > 0.05",
      "distribution_difference(price) > 0.05, against a reference distribution",
    ],
    ["schema", "schema"],
    ["failed rows", "failed rows"],
    ["group by", "group by"],
    ["group evolution", "group evolution"],
  ])("%s", (line, meaning) => {
    expect(describeLine(line)).toBe(meaning);
  });

  test("what stands between two bounds", () => {
    expect(describeLine("row_count between 1, 2")).toBe("`and` must stand here, between the two bounds.");
  });

  test("a metric of the author's own is known by its definition", () => {
    expect(describeLine("surface between 1 and 2")).toMatch(/There is no metric `surface`/);
    expect(describeLine("surface between 1 and 2", ["surface"])).toBe("surface() [1, 2]");
  });
});

describe("check lines that can't be read", () => {
  test.each([
    ["row_count >  0", "           ^^", "Exactly one blank must stand here.", "row_count > 0"],
    ["row_count>0", "         ^", "A blank is missing here", "row_count > 0"],
    ["row_count >0", "           ^", "A blank is missing here", "row_count > 0"],
    [" row_count > 0", "^", "A metric must stand here.", "row_count > 0"],
    ["row_count > 0 ", "             ^", "Remove the blanks at the end.", "row_count > 0"],
    [
      "duplicate_count(a,b) = 0",
      "                  ^",
      "A blank is missing here",
      "duplicate_count(a, b) = 0",
    ],
    [
      "duplicate_count(a , b) = 0",
      "                 ^",
      "A closing parenthesis",
      "duplicate_count(a, b) = 0",
    ],
    ["missing_count (a) = 0", "              ^", "A comparison must stand here", "missing_count(a) = 0"],
    ["missing_count( a) = 0", "              ^", "A column must stand here.", "missing_count(a) = 0"],
    ["missing_count(a)= 0", "                ^", "A blank is missing here", "missing_count(a) = 0"],
    ["row_count == 5", "          ^^", "`==` is no comparison; write `=`.", "row_count = 5"],
    ["row_count =>  5", "          ^^", "`=>` is no comparison; write `>=`.", "row_count >= 5"],
    [
      "missing_cuont(a) = 0",
      "^^^^^^^^^^^^^",
      "There is no metric `missing_cuont`; did you mean",
      "missing_count(a) = 0",
    ],
    ["ROW_COUNT > 0", "^^^^^^^^^", "There is no metric `ROW_COUNT`; did you mean", "row_count > 0"],
    ["valid_percent(a) >= 95 %", "^^^^^^^^^^^^^", "There is no `valid_percent`", "invalid_percent(a) <= 5 %"],
    ["distinct_count(a) > 5", "^^^^^^^^^^^^^^", "There is no metric `distinct_count`; define it", undefined],
    ["failed row", "^^^^^^", "There is no check `failed row`; did you mean", "failed rows"],
    [
      "missing_count(filter) = 0",
      "              ^^^^^^",
      "`filter` is a word of the check language",
      'missing_count("filter") = 0',
    ],
    ["missing_count = 0", "^^^^^^^^^^^^^", "`missing_count` needs a column", undefined],
    ["percentile(a, 95) < 5", "^^^^^^^^^^", "`percentile` needs a column and a fraction", undefined],
    [
      "row_count > 1,000",
      "            ^^^^^",
      "A number must be written without commas.",
      "row_count > 1000",
    ],
    ["row_count > many", "            ^^^^", "A number (or a duration", undefined],
    ["freshness(a) < 1h30", "               ^^^^", "The unit is missing at the end of `1h30`", undefined],
    [
      "values in (a, b) must exist in c (x)",
      "                                 ^^^",
      "Both sides must name equally many",
      undefined,
    ],
    [
      "values in (a,b) must exist in c (x, y)",
      "             ^",
      "A blank is missing here",
      "values in (a, b) must exist in c (x, y)",
    ],
    [
      "values in (a) must exist in c(x)",
      "                             ^",
      "A blank is missing here",
      "values in (a) must exist in c (x)",
    ],
    ["row_count > 0 or so", "             ^^^^^^", "The check line should end here", undefined],
    ["", "", "A check line must stand here.", undefined],
  ])("%j", (line, carets, message, fixed) => {
    const result = parseCheckLine(line);
    expect(result).toMatchObject({ problem: { message: expect.stringContaining(message) as string } });
    if (!("problem" in result)) return;
    const { range, fix } = result.problem;
    expect(" ".repeat(range.start) + "^".repeat(range.end - range.start)).toBe(carets);
    expect(fix?.newText).toBe(fixed);
  });
});

const words = fc.constantFrom(
  ...'row_count,missing_count,duplicate_count,valid_percent,freshness,values in,must exist in,row_count same as,between,and,not,change,for,avg,last,(,),[,],",`,a,b c,${x},$, ,  ,\t,<,<=,==,>,%,0,1.5,-,1d,é,👟'.split(
    ",",
  ),
  ",",
);

test("any text gives a check or a problem within it, and a fix that can be read", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))), (parts) => {
      const line = parts.join("");
      const result = parseCheckLine(line);
      if ("check" in result) return;
      const { range, fix } = result.problem;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThanOrEqual(line.length);
      expect(range.start).toBeLessThanOrEqual(range.end);
      if (fix) expect(parseCheckLine(fix.newText)).toHaveProperty("check");
    }),
    { numRuns: 2000 },
  );
});

test("a check line keeps its meaning when blanks are added and the fix taken", () => {
  const lines = [
    "row_count > 0",
    "duplicate_count(a, b) = 0",
    "values in (a) must exist in b (c)",
    "freshness(t) < 1d",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...lines), fc.nat(), (line, at) => {
      const blanks = [...line.matchAll(/ /g)].map(({ index }) => index);
      const index = blanks[at % blanks.length] ?? 0;
      const result = parseCheckLine(`${line.slice(0, index)}  ${line.slice(index)}`);
      expect(result).toMatchObject({ problem: { fix: { newText: line } } });
    }),
  );
});

/** The line's meaning in a few signs, or what is wrong with it. */
function describeLine(text: string, ownMetrics?: readonly string[]): string {
  const result = parseCheckLine(text, { ownMetrics });
  if ("problem" in result) return result.problem.message;
  const line = result.check;
  switch (line.type) {
    case "metric": {
      const fraction = line.fraction === undefined ? [] : [`at ${line.fraction}`];
      const columns = [...line.columns.map(({ name }) => name), ...fraction].join(", ");
      const against = line.against ? `, against ${line.against}` : "";
      return `${line.metric.name}(${columns})${describeThreshold(line.threshold)}${against}`;
    }
    case "freshness": {
      const names = [line.column.name, line.variable?.name].filter(Boolean).join(", ");
      return `freshness(${names})${describeThreshold(line.threshold)}`;
    }
    case "reference": {
      const [columns, others] = [line.columns, line.otherColumns].map((each) =>
        each.map(({ name }) => name).join(", "),
      );
      return `(${columns}) ${line.negated ? "not " : ""}in ${line.table.name}(${others})`;
    }
    case "row count comparison": {
      const partition = line.partition ? ` [${line.partition.name}]` : "";
      return `same as ${line.table.name}${partition}${line.dataSource ? ` in ${line.dataSource.name}` : ""}`;
    }
    default:
      return line.type;
  }
}

function describeThreshold(threshold: Threshold | undefined): string {
  if (!threshold) return "";
  if (threshold.form === "comparison") return ` ${threshold.comparator} ${describeBound(threshold.value)}`;
  const [open, close] = [threshold.lowIncluded ? "[" : "(", threshold.highIncluded ? "]" : ")"];
  const not = threshold.negated ? "not " : "";
  return ` ${not}${open}${describeBound(threshold.low)}, ${describeBound(threshold.high)}${close}`;
}

function describeBound(bound: Bound): string {
  if (bound.kind === "variable") return bound.text;
  if (bound.kind === "duration") return `${bound.value} ms`;
  return `${bound.value}${bound.percent ? "%" : ""}`;
}
