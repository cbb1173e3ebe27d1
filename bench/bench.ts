/*
 * Measures what people wait for against the budgets, as ratios to a peer in the same run where there is one: this
 * machine may be slow and noisy, a ratio is not. Writes RESULTS.md; a short run (`--quick`) has two sizes and less data.
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packageExtension } from "../scripts/package.ts";
import { measureData } from "./data.ts";
import { measureKeystrokes } from "./keystrokes.ts";
import { measureOpening, type Opening } from "./opening.ts";
import { buildProduct } from "./product.ts";
import { report } from "./report.ts";
import { measureServers, type Servers } from "./servers.ts";
import { measureSqlPhase } from "./sql.ts";
import { measureStarts } from "./starts.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const sizes = values.quick ? [10, 1_000] : [10, 100, 1_000, 10_000];
const orders = values.quick ? 100_000 : 1_000_000;
const rounds = values.quick ? 3 : 7;

const product = await buildProduct();
try {
  const vsix = statSync(await packageExtension()).size;
  const starts = await measureStarts(product, rounds);
  const servers: Servers[] = [];
  for (const size of sizes) servers.push(await measureServers(product, size));
  const opening: Opening[] = [];
  // The largest workspace takes as long as all others together.
  for (const size of sizes) opening.push(await measureOpening(product, size, size > 1_000 ? 3 : rounds));
  const keystrokes = await measureKeystrokes(product, sizes);
  const sql = await measureSqlPhase(product, rounds);
  const data = await measureData(product, orders, rounds);
  const text = report({ short: values.quick, opening, keystrokes, servers, sql, orders, data, starts, vsix });
  console.log(text);
  writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
} finally {
  product.remove();
}
