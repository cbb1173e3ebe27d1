import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { generateWorkspace } from "./generated-workspace.ts";
import type { Product } from "./product.ts";
import { inTurns, threadMilliseconds, type Spread } from "./timing.ts";

export interface Opening {
  readonly manifests: number;
  /** Milliseconds that the `yaml` package alone takes to parse them. */
  readonly yaml: Spread;
  /** Milliseconds to read and index them. */
  readonly cold: Spread;
  /** The same with the facts that an earlier start has kept. */
  readonly warm: Spread;
}

/** Processor time that what is measured at once takes at least: several steps of the clock. */
const repeatedUpTo = 1_000;

/** Rounds until the code is as fast as it gets. */
const warmUp = 5;

/** What opening a workspace of `size` manifests takes. All contestants have the texts in memory. */
export async function measureOpening(product: Product, size: number, rounds: number): Promise<Opening> {
  const { core } = product;
  const texts = generateWorkspace(size);
  const fs = new core.MemoryFileSystem(
    Object.fromEntries([...texts].map(([path, text]) => [`/w/${path}`, text])),
  );
  const store = join(product.scratch, "facts");
  const openWarm = async () => {
    const cache = await core.FactsStore.open(store, { edition: "bench", fewestFiles: 1 });
    const workspace = await core.Workspace.open("/w", fs, { cache });
    await cache.save();
    return workspace;
  };
  await openWarm();
  const times = Math.ceil(repeatedUpTo / size);
  const repeated = (work: () => unknown) => async () => {
    for (let i = 0; i < times; i++) await work();
  };
  const totals = await inTurns(
    {
      yaml: repeated(() => parseAll(texts)),
      cold: repeated(() => core.Workspace.open("/w", fs)),
      warm: repeated(openWarm),
    },
    rounds,
    threadMilliseconds,
    warmUp,
  );
  rmSync(store);
  const one = ({ median, lowest, highest }: Spread): Spread => ({
    median: median / times,
    lowest: lowest / times,
    highest: highest / times,
  });
  return {
    manifests: texts.size - 1,
    yaml: one(totals.yaml),
    cold: one(totals.cold),
    warm: one(totals.warm),
  };
}

/** The peer, as published; without what positions in messages cost, which nobody reads here. */
function parseAll(texts: ReadonlyMap<string, string>): void {
  for (const text of texts.values()) {
    parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  }
}
