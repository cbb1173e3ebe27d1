import { expect, test } from "vitest";
import fc from "fast-check";
import { openFiles } from "../../test/support/known-files.ts";
import { shop } from "../../test/support/shop.ts";
import { createInProcessSqlService } from "../sql/in-process.ts";
import { semanticTokens } from "./semantic-tokens.ts";

const sql = createInProcessSqlService();

/** Words with what they are coloured as; `!` where a name is given. */
async function coloured(text: string): Promise<readonly string[]> {
  const known = await openFiles(new Map([["x.yml", text]]));
  const tokens = await semanticTokens("x.yml", text, known, sql);
  return tokens.map(
    ({ start, end, type, declaration }) => `${type}${declaration ? "!" : ""} ${text.slice(start, end)}`,
  );
}

test("names, placeholders and SQL, each word once", async () => {
  const text = shop["flows/spending.yml"]
    .replace("dataos://crm:raw/orders", "dataos://crm:raw/${TABLE}")
    .replace(
      "SELECT city, sum(amount) AS total FROM located GROUP BY city",
      "|\n                      SELECT 'a' || city -- why\n                      FROM located WHERE amount > 1.5",
    );
  expect(await coloured(text)).toEqual([
    "namespace! wf-spending",
    "function! spending",
    "namespace flare",
    "namespace runnable-default",
    "variable! orders",
    "namespace crm",
    "macro ${TABLE}",
    "variable! customers",
    "namespace crm",
    "struct :raw/customers",
    "variable! located",
    ...[
      "keyword SELECT",
      "keyword FROM",
      "variable orders",
      "keyword LEFT",
      "keyword JOIN",
      "variable customers",
    ],
    ...["keyword ON", "operator =", "variable! by_city", "keyword SELECT", "string 'a'", "operator ||"],
    ...["keyword FROM", "variable located", "keyword WHERE", "operator >", "number 1.5"],
    "variable by_city",
    "namespace lake",
    "struct! :sales/by_city",
  ]);
});

test("half-written SQL is coloured, too", async () => {
  const text = shop["flows/spending.yml"].replace(
    "SELECT city, sum(amount) AS total FROM located",
    "SELECT city, sum( FROM WHERE",
  );
  expect(await coloured(text)).toEqual(expect.arrayContaining(["function sum", "keyword WHERE"]));
});

test("tokens never overlap, nor span lines, whatever is typed into the text", async () => {
  const text = shop["flows/spending.yml"];
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.constantFrom("'", "${", "{{", "\n", ": ", "🏃", "|", "- "),
      async (at, typed) => {
        const broken = text.slice(0, at) + typed + text.slice(at);
        const known = await openFiles(new Map([["x.yml", broken]]));
        let end = 0;
        for (const token of await semanticTokens("x.yml", broken, known, sql)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(broken.slice(token.start, token.end)).not.toContain("\n");
          end = token.end;
        }
      },
    ),
    { numRuns: 30 },
  );
});
