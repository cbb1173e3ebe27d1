import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.ts";
import type * as Core from "./core.ts";

/** The product as it ships, built into a folder of its own. */
export interface Product {
  /** Holds `server.js`, `cli.js`, `client.js` and what these start. */
  readonly dist: string;
  /** For files of the bench. */
  readonly scratch: string;
  readonly core: typeof Core;
  remove(): void;
}

export async function buildProduct(): Promise<Product> {
  const scratch = mkdtempSync(join(tmpdir(), "dps-bench-"));
  const dist = join(scratch, "dist");
  await build({ outdir: dist, more: { core: "bench/core.ts" } });
  const core = createRequire(import.meta.url)(join(dist, "core.js")) as typeof Core;
  return { dist, scratch, core, remove: () => rmSync(scratch, { recursive: true, force: true }) };
}
