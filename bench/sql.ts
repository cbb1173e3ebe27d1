import { join } from "node:path";
import { manifestWithLongSql, manifestWithSteps } from "./generated-workspace.ts";
import { residentBytes } from "./processes.ts";
import type { Product } from "./product.ts";
import { quantile, shortestOf, spreadOf, wallMilliseconds, type Spread } from "./timing.ts";

export interface SqlFigures {
  /** Milliseconds of the SQL phase after a keystroke in a block of 100 lines, through the parser's own process. */
  readonly keystroke: { readonly p50: number; readonly p95: number };
  /** Milliseconds of the SQL phase of a workspace with 1,000 steps whose analyses an earlier process has kept. */
  readonly fromCache: Spread;
  /** Bytes of the parser's process after it has analysed all of them. */
  readonly memory: number;
}

export async function measureSqlPhase(product: Product, rounds: number): Promise<SqlFigures> {
  return { keystroke: await measureKeystrokes(product), ...(await measureWorkspace(product, rounds)) };
}

const keystrokes = 80;

async function measureKeystrokes({ core }: Product): Promise<SqlFigures["keystroke"]> {
  const file = "long-sql.yml";
  const sql = core.createSqlService();
  try {
    const workspace = await core.Workspace.open("/w", new core.MemoryFileSystem({ "/w/dps.config.yml": "" }));
    const checker = new core.Checker(workspace, sql);
    const durations: number[] = [];
    for (let i = 0; i < keystrokes; i++) {
      const type = async (time: number) => {
        // Each text is new: what was analysed before is remembered.
        const text = manifestWithLongSql(`typed_${i}_${time}`);
        workspace.update(file, text);
        checker.checkText(file, text);
        const begin = wallMilliseconds();
        await checker.finish(file);
        return wallMilliseconds() - begin;
      };
      durations.push(await shortestOf(3, type));
    }
    const warm = durations.slice(keystrokes / 4);
    return { p50: quantile(warm, 0.5), p95: quantile(warm, 0.95) };
  } finally {
    await sql.dispose();
  }
}

const workflows = 100;
const stepsEach = 10;

async function measureWorkspace(
  product: Product,
  rounds: number,
): Promise<Pick<SqlFigures, "fromCache" | "memory">> {
  const cacheFolder = join(product.scratch, "sql");
  const first = await analyseAll(product, cacheFolder);
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++)
    durations.push((await analyseAll(product, cacheFolder)).milliseconds);
  return { fromCache: spreadOf(durations), memory: first.memory };
}

/** The second phase of all files, with a service of its own. */
async function analyseAll({ core }: Product, cacheFolder: string) {
  const files = Array.from({ length: workflows }, (_, n) => [`/w/${n}.yml`, manifestWithSteps(n, stepsEach)]);
  const fs = new core.MemoryFileSystem({ "/w/dps.config.yml": "", ...Object.fromEntries(files) });
  const workspace = await core.Workspace.open("/w", fs);
  const sql = core.createSqlService({ cacheFolder });
  try {
    const checker = new core.Checker(workspace, sql);
    for (const file of workspace.ownFiles) await checker.check(file);
    const begin = wallMilliseconds();
    await Promise.all(workspace.ownFiles.map((file) => checker.finish(file)));
    const milliseconds = wallMilliseconds() - begin;
    return { milliseconds, memory: sql.pid === undefined ? 0 : residentBytes(sql.pid) };
  } finally {
    await sql.dispose();
  }
}
