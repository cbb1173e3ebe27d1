import * as vscode from "vscode";
import type { Range } from "../server/run/results.ts";

/** Ranges and paths of results, as the editor has them. */

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** @param root URI of the folder that the path is relative to */
export function uriIn(root: string, path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(root), path);
}
