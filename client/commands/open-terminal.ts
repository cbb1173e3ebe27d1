import { delimiter } from "node:path";
import * as vscode from "vscode";
import type { CommandContext } from "./context.ts";

/** Opens a terminal in which `dps` is the command line that comes with the extension, on the Node that runs this. */
export function openTerminal({ extension }: CommandContext): void {
  const bin = vscode.Uri.joinPath(extension.extensionUri, "bin").fsPath;
  const terminal = vscode.window.createTerminal({
    name: "dps",
    env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`, DPS_NODE: process.execPath },
  });
  terminal.show();
  terminal.sendText("dps --help");
}
