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
  const server = spawn(process.execPath, [join(import.meta.dirname, "server.js"), "--stdio"], {
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => resolve(code === 0 ? 0 : 1));
  });
}
