import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { analyse } from "./analyse.ts";
import { loadParser } from "./parser.ts";
import type { Parser } from "./parser.ts";
import { codePointsToUtf16 } from "./spans.ts";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

test("offsets count code points on one side and UTF-16 units on the other", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(200), (text, count) => {
      const toUtf16 = codePointsToUtf16(text);
      expect(toUtf16(count)).toBe([...text].slice(0, count).join("").length);
    }),
  );
});

const name = fc.string({
  unit: fc.constantFrom("a", "é", "👟", " ", "ß", "字", "_", "1"),
  minLength: 1,
  maxLength: 8,
});
const gap = fc.constantFrom(" ", "\n", "  ", " /* 👟 */ ", " -- 👟\n");

test("whatever the names and the comments, a span holds exactly the name it is of", () => {
  const parts = fc.record({
    table: name,
    schema: name,
    other: name,
    column: name,
    alias: name,
    gap,
    literal: name,
  });
  fc.assert(
    fc.property(parts, (given) => {
      const quoted = (text: string) => `\`${text}\``;
      const text = [
        `SELECT '${given.literal}',`,
        `t.${quoted(given.column)} AS ${quoted(given.alias)}`,
        `FROM`,
        `${quoted(given.schema)}.${quoted(given.table)} t`,
        `JOIN ${quoted(given.other)} u ON upper(t.x) = u.x`,
      ].join(given.gap);
      const {
        status,
        relations,
        columns = [],
        functions,
      } = analyse(parser, { text, dialect: "spark", form: "statement" });
      expect(status).toBe("parsed");
      const slice = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
      expect(relations.map(slice)).toEqual([
        `${quoted(given.schema)}.${quoted(given.table)}`,
        quoted(given.other),
      ]);
      expect(relations.map((relation) => relation.name)).toEqual([
        [given.schema, given.table],
        [given.other],
      ]);
      expect(slice(columns[1]?.span)).toBe(quoted(given.alias));
      expect(functions.map(({ span }) => slice(span))).toEqual(["upper"]);
    }),
    { numRuns: 60 },
  );
});

test("any text at all gives an analysis whose places lie within it", () => {
  const word = fc.constantFrom(
    "select",
    "from",
    "(",
    ")",
    ",",
    "a",
    "'",
    "where",
    "👟",
    "{{x}}",
    "join",
    "on",
    "=",
    ";",
    "`",
    "with",
    "as",
    "1",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 14 }),
      fc.constantFrom("statement", "predicate"),
      (words, form) => {
        const text = words.join(" ");
        const { error, relations, functions, joins } = analyse(parser, { text, dialect: "spark", form });
        const places = [error, ...relations, ...functions.map(({ span }) => span), ...joins].filter(
          (place) => place !== undefined,
        );
        for (const { start, end } of places) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 200 },
  );
});
