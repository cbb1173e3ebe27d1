import { parseArgs } from "node:util";
import { projectOf } from "../../features/project.ts";
import { initialise } from "../../init/init.ts";
import { createSqlService } from "../../sql/service.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { oneOf } from "../options.ts";
import { renderInit } from "../render/init.ts";
import { openFolder } from "../target.ts";
import type { Terminal } from "../terminal.ts";

/** `dps init`: a configuration and sample data for a folder of manifests that nobody prepared. Never asks anything. */
export async function init(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      rows: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      // Scripts pass it to whatever might ask; there is no question here.
      yes: { type: "boolean", short: "y", default: false },
      format: { type: "string", default: "text" },
    },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [rows, seed] = [whole("rows", values.rows, 1), whole("seed", values.seed, 0)];
  const [path = ".", ...more] = positionals;
  if (more.length > 0) throw new UsageError(`dps init takes one PATH, and got ${positionals.length}.`);
  const target = await openFolder(path, { terminal });
  const sql = createSqlService();
  try {
    const result = await initialise(projectOf(target.workspace), sql, {
      rows,
      seed,
      dryRun: values["dry-run"],
    });
    const text = format === "json" ? JSON.stringify(result, null, 2) : renderInit(result, path, terminal);
    terminal.stdout.write(`${text}\n`);
    return result.config.status === "broken" ? 1 : 0;
  } finally {
    await sql.dispose();
  }
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(
    `--${option} takes a whole number from ${least} to ${most.toLocaleString("en-US")}, not "${text}".`,
  );
}

const most = 100_000;
