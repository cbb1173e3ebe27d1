import fc from "fast-check";
import { expect, test } from "vitest";
import { Lexer } from "yaml";
import { DepthGauge, mayNestTooDeep } from "./depth-gauge.ts";

test("the quick look sees every text that nests too deep", () => {
  const piece = fc.constantFrom("[", "{", "- ", "? ", "  ", "a: ", "a:\n", "\n", "]", "*x", '"[["', "# [\n");
  const run = fc.record({ pieces: fc.array(piece, { minLength: 1, maxLength: 4 }), times: fc.nat(220) });
  const text = fc.array(run, { maxLength: 3 }).map((runs) => runs.map(repeated).join(""));
  fc.assert(fc.property(text, (each) => !nestsTooDeep(each) || mayNestTooDeep(each)));
  fc.assert(fc.property(staircase, (each) => !nestsTooDeep(each) || mayNestTooDeep(each)));
});

test.each([
  ["a: 1\n".repeat(1_000), false],
  ["[\n".repeat(199), false],
  ["[\n".repeat(200), true],
  [" ".repeat(201), true],
  ["- ".repeat(101), true],
])("%#: takes a quick look", (text, expected) => {
  expect(mayNestTooDeep(text)).toBe(expected);
});

/** Lines of growing indentation, and brackets in the last one. */
const staircase = fc
  .record({ levels: fc.nat(250), brackets: fc.nat(250) })
  .map(
    ({ levels, brackets }) =>
      Array.from({ length: levels }, (_, n) => `${" ".repeat(n)}a:\n`).join("") +
      " ".repeat(levels) +
      "[".repeat(brackets),
  );

function repeated({ pieces, times }: { readonly pieces: readonly string[]; readonly times: number }): string {
  return pieces.join("").repeat(times);
}

function nestsTooDeep(text: string): boolean {
  const gauge = new DepthGauge();
  return [...new Lexer().lex(text)].some((lexeme) => gauge.read(lexeme) !== undefined);
}
