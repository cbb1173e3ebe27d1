import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import type { Terminal } from "../terminal.ts";

/** `dps lsp --stdio`: the language server, which is a program of its own beside this one. */
export async function lsp(parameters: string[], _terminal: Terminal): Promise<ExitStatus> {
  const { values } = parseArgs({ args: parameters, options: { stdio: { type: "boolean" } } });
  if (!values.stdio)
    throw new UsageError("dps lsp speaks over standard input and output only: dps lsp --stdio");
  const server = spawn(process.execPath, [entry, "--stdio"], { stdio: "inherit" });
  const forward = (signal: NodeJS.Signals) => server.kill(signal);
  for (const signal of endings) process.on(signal, forward);
  try {
    return await new Promise<ExitStatus>((resolve, reject) => {
      server.once("error", reject);
      server.once("exit", (code) => resolve(code === 0 ? 0 : 1));
    });
  } finally {
    for (const signal of endings) process.off(signal, forward);
  }
}

/** Beside this bundle, or the source when it is run unbundled. */
const entry = import.meta.filename.endsWith(".ts")
  ? join(import.meta.dirname, "../../lsp/main.ts")
  : join(import.meta.dirname, "server.js");

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
