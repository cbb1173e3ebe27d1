import { spawn, type ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import type { CtlCommands } from "../../server/lsp/protocol.ts";

export interface CtlRun {
  /** Absolute path of `dataos-ctl`. */
  readonly program: string;
  /** What is to be called, from the folder that paths are relative to; told when the task starts. */
  commands(): Promise<CtlCommands & { readonly folder: string }>;
}

/**
 * The terminal of a task that calls `dataos-ctl`, once for each file, until one fails. No shell stands between: what
 * a file is called can never become a command.
 */
export class CtlTerminal implements vscode.Pseudoterminal {
  readonly #run: CtlRun;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  #child: ChildProcess | undefined;
  #stopped = false;
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  constructor(run: CtlRun) {
    this.#run = run;
  }

  open(): void {
    void this.#work().then(
      (status) => this.#closed.fire(status),
      (error: unknown) => {
        this.#line(error instanceof Error ? error.message : String(error));
        this.#closed.fire(2);
      },
    );
  }

  close(): void {
    this.#stopped = true;
    this.#child?.kill();
  }

  handleInput(keys: string): void {
    if (keys.includes("\u0003")) this.close();
  }

  /** @returns the exit status: that of the call that failed, or 0 */
  async #work(): Promise<number> {
    const { commands, warnings, folder } = await this.#run.commands();
    for (const warning of warnings) this.#line(warning);
    if (commands.length === 0) this.#line(vscode.l10n.t("There is no manifest that could be applied."));
    for (const [index, { parameters }] of commands.entries()) {
      if (this.#stopped) return 1;
      this.#line(`> dataos-ctl ${parameters.join(" ")}`);
      const status = await this.#call(parameters, folder);
      if (status === 0) continue;
      this.#line(
        vscode.l10n.t(
          "Stopped here, with {0} of {1} done: dataos-ctl ended with {2}.",
          index,
          commands.length,
          status,
        ),
      );
      return status;
    }
    return 0;
  }

  #call(parameters: readonly string[], folder: string): Promise<number> {
    return new Promise((resolve, reject) => {
      // It gets no input: a question that nobody sees would wait for ever.
      const child = spawn(this.#run.program, parameters, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
      this.#child = child;
      const write = (text: string) => this.#written.fire(text.replace(/\r?\n/g, "\r\n"));
      child.stdout.setEncoding("utf8").on("data", write);
      child.stderr.setEncoding("utf8").on("data", write);
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? 1));
    });
  }

  /** A line of ours; a name in it may hold what a terminal would obey. */
  #line(text: string): void {
    this.#written.fire(`${text.replace(/\p{Cc}/gu, "?")}\r\n`);
  }
}
