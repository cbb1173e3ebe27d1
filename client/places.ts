import * as vscode from "vscode";
import type { Range } from "../server/run/results.ts";

/** Ranges, paths and folders, as the editor has them. */

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** @param root URI of the folder that the path is relative to */
export function uriIn(root: string, path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(root), path);
}

/** The only folder of the workspace, or the one that the user picks; undefined without any. */
export async function pickFolder(): Promise<vscode.Uri | undefined> {
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (others.length === 0) return only?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri;
}
