import { EngineError } from "../engine/engine.ts";
import { applyOrder } from "./commands/apply-order.ts";
import { check } from "./commands/check.ts";
import { init } from "./commands/init.ts";
import { join } from "./commands/join.ts";
import { lsp } from "./commands/lsp.ts";
import { migrate } from "./commands/migrate.ts";
import { newOne } from "./commands/new.ts";
import { profile } from "./commands/profile.ts";
import { quality } from "./commands/quality.ts";
import { run } from "./commands/run.ts";
import { UsageError, type ExitStatus } from "./exit-status.ts";
import { note, type Terminal } from "./terminal.ts";
import { usage } from "./usage.ts";
import { version } from "../version.ts";

type Command = (parameters: string[], terminal: Terminal) => Promise<ExitStatus>;

const commands: Readonly<Record<string, Command>> = {
  init,
  check,
  run,
  join,
  quality,
  profile,
  "apply-order": applyOrder,
  migrate,
  new: newOne,
  lsp,
};

/** Runs `dps PARAMETERS…` and says how it ended. */
export async function runCommandLine(parameters: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = "--help", ...rest] = parameters;
  if (name === "--help" || name === "-h" || name === "help") {
    terminal.stdout.write(`${usage}\n`);
    return 0;
  }
  if (name === "--version" || name === "-v") {
    terminal.stdout.write(`${version}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return refuse(`There is no command "${name}"; see dps --help.`, terminal);
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    return await command(rest, terminal);
  } catch (error) {
    if (isExpected(error)) return refuse(error.message, terminal);
    throw error;
  }
}

function refuse(message: string, terminal: Terminal): ExitStatus {
  note(message, terminal);
  return 2;
}

/** Bad usage, a disk that can't be read or written, an engine that can't start; anything else is a bug of ours. */
function isExpected(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof EngineError) return true;
  return error instanceof Error && ("syscall" in error || isArgumentError(error));
}

/** What `util.parseArgs` throws for options that do not exist or lack their value. */
function isArgumentError(error: Error): boolean {
  return "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
