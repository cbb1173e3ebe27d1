import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "./build.ts";
import { thirdPartyNotices } from "./notices.ts";

/**
 * Builds what `npm pack` puts into the package of the command line (`files` in package.json): everything is bundled,
 * DuckDB of this machine's platform included, so that installing it fetches nothing.
 */
export async function buildForNpm(outdir: string): Promise<void> {
  const { packages } = await build({ outdir });
  writeFileSync(join(outdir, "ThirdPartyNotices.txt"), thirdPartyNotices(packages));
}

if (import.meta.main) await buildForNpm(join(dirname(import.meta.dirname), "dist"));
