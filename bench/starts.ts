import { execFile } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Editor } from "./editor.ts";
import type { Product } from "./product.ts";
import { inTurns, spreadOf, wallMilliseconds, type Spread } from "./timing.ts";

/** Milliseconds, each in a process of its own; on the wall, but for the first. */
export interface Starts {
  /** Loading and activating the extension, with a stand-in for VS Code, in processor time. */
  readonly activation: Spread;
  /** Node with an empty program. */
  readonly node: Spread;
  /** `dps check` of the sample. */
  readonly check: Spread;
  /** From the start of the language server to the diagnostics of a file of the sample. */
  readonly diagnostics: Spread;
}

const run = promisify(execFile);

export async function measureStarts({ dist, scratch }: Product, rounds: number): Promise<Starts> {
  const sample = join(scratch, "sample");
  cpSync(join(dirname(import.meta.dirname), "samples/sales-360"), sample, {
    recursive: true,
    filter: (path) => !path.includes(".dps"),
  });
  const starts = await inTurns(
    {
      node: () => run(process.execPath, ["-e", "0"]),
      check: () => run(process.execPath, [join(dist, "cli.js"), "check", sample]),
      diagnostics: () => firstDiagnostics(join(dist, "server.js"), sample),
    },
    rounds,
    wallMilliseconds,
  );
  const activations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const script = join(import.meta.dirname, "activate.ts");
    const { stdout } = await run(process.execPath, [script, join(dist, "client.js")]);
    activations.push(Number(stdout));
  }
  return { activation: spreadOf(activations), ...starts };
}

async function firstDiagnostics(server: string, folder: string): Promise<void> {
  const editor = await Editor.start({ server: [server, "--stdio"], folder });
  const file = "ingestion/product.yml";
  await editor.open(file, readFileSync(join(folder, file), "utf8"));
  await editor.stop();
}
