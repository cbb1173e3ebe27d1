import { Checker } from "../server/rules/checker.ts";
import { createSqlService } from "../server/sql/service.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";
import { manifestWithLongSql } from "./generated-workspace.ts";
import { quantile, wallMilliseconds } from "./timing.ts";

const file = "long-sql.yml";
const keystrokes = 120;

/** Milliseconds of the SQL phase after a keystroke in a block of 100 lines, through the parser's own process. */
export async function measureSqlPhase(): Promise<{ readonly p50: number; readonly p95: number }> {
  const sql = createSqlService();
  try {
    const workspace = await Workspace.open("/w", new MemoryFileSystem({ "/w/dps.config.yml": "" }));
    const checker = new Checker(workspace, sql);
    const durations: number[] = [];
    for (let i = 0; i < keystrokes; i++) {
      // Each text is new: what was analysed before is remembered.
      const text = manifestWithLongSql(`typed_${i}`);
      workspace.update(file, text);
      checker.checkText(file, text);
      const begin = wallMilliseconds();
      await checker.finish(file);
      durations.push(wallMilliseconds() - begin);
    }
    const warm = durations.slice(keystrokes / 4);
    return { p50: quantile(warm, 0.5), p95: quantile(warm, 0.95) };
  } finally {
    await sql.dispose();
  }
}
