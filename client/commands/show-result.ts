import * as vscode from "vscode";
import type { Method, Requests } from "../../server/lsp/protocol.ts";
import type { Result } from "../result.ts";
import { ResultPanel, type PanelSource } from "../result-panel.ts";
import type { CommandContext } from "./context.ts";

/** A request whose result opens in a panel. */
export interface Shown<M extends Method> {
  readonly method: M;
  readonly params: Requests[M]["params"];
  /** Of the progress notification and the panel. */
  readonly title: string;
  readonly view: Result["view"];
  /** Called with every answer before it is shown. */
  onAnswer?(answer: Requests[M]["result"]): void;
  /** Answers what the panel asks later. */
  readonly answer?: PanelSource["answer"];
}

/**
 * Asks the server, and opens the result beside the editor.
 * @returns what the server answered, for whoever calls the command from code
 */
export async function showResult<M extends Method>(
  context: CommandContext,
  shown: Shown<M>,
): Promise<Requests[M]["result"] | undefined> {
  const result = await runRequest(context, shown);
  if (!result) return undefined;
  shown.onAnswer?.(result);
  ResultPanel.show(context.extension, { view: shown.view, title: shown.title, ...result } as Result, {
    again: () => void showResult(context, shown),
    answer: shown.answer,
  });
  return result;
}

/**
 * Asks the server to look at data, cancellable; says in one sentence what went wrong. Nothing is saved for it: the
 * server knows what the editors hold.
 * @returns undefined when nothing is to be shown
 */
export async function runRequest<M extends Method>(
  { server }: CommandContext,
  { method, params, title }: Pick<Shown<M>, "method" | "params" | "title">,
): Promise<Requests[M]["result"] | undefined> {
  if (!mayRun()) return undefined;
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (progress, token) =>
        server.request(method, params, { token, onProgress: (message) => progress.report({ message }) }),
    );
  } catch (error) {
    if (error instanceof vscode.CancellationError || isCancellation(error)) return undefined;
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Whether the folder is trusted; otherwise the user is told, and offered to trust it. */
export function mayRun(): boolean {
  if (!vscode.workspace.isTrusted) void offerTrust();
  return vscode.workspace.isTrusted;
}

async function offerTrust(): Promise<void> {
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Nothing is run in a folder that you have not trusted."),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

/** URI of the active YAML document, or undefined after telling the user what to do. */
export function activeManifest(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === "yaml") return document.uri.toString();
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Open a manifest first: the command works on the file in the editor."),
  );
  return undefined;
}

/** Name of the file, for titles. */
export function fileName(uri: string): string {
  return vscode.Uri.parse(uri).path.split("/").at(-1) ?? uri;
}

/** LSP's RequestCancelled and ContentModified. */
function isCancellation(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === -32800 || error.code === -32801)
  );
}
