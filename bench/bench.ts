/*
 * Measures what people wait for against the budgets, as ratios to a peer in the same run where there is one: this
 * machine may be slow and noisy, a ratio is not. Writes RESULTS.md, but not after a short run (`--quick`).
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAuthoring, type Authoring } from "./authoring.ts";
import { measureData } from "./data.ts";
import { report } from "./report.ts";
import { measureSqlPhase } from "./sql.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const sizes = values.quick ? [10, 1_000] : [10, 100, 1_000, 10_000];
const orders = values.quick ? 100_000 : 1_000_000;
const rounds = values.quick ? 3 : 7;

const authoring: Authoring[] = [];
// The largest workspace takes as long as all others together.
for (const size of sizes) authoring.push(await measureAuthoring(size, size > 1_000 ? 3 : rounds));
const text = report({
  authoring,
  sql: await measureSqlPhase(),
  orders,
  data: await measureData(orders, rounds),
});
console.log(text);
if (!values.quick) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
