import * as vscode from "vscode";
import type { Sort } from "../../server/run/results.ts";
import { pageRows, type Question } from "../result.ts";
import type { CommandContext } from "./context.ts";
import { activeManifest, mayRun, showResult } from "./show-result.ts";

/** Which dataset; without it, the one on the cursor's line or the one that the user chooses. */
interface Given {
  readonly uri?: string;
  readonly dataset?: string;
}

export async function previewData(context: CommandContext, given?: Given) {
  const uri = given?.uri ?? activeManifest();
  if (!uri) return undefined;
  if (!mayRun()) return undefined;
  const dataset = given?.dataset ?? (await chooseDataset(context, uri));
  if (dataset === undefined) return undefined;
  const about = { uri, dataset };
  return showResult(context, {
    method: "dps/data",
    params: { ...about, offset: 0, limit: pageRows },
    title: vscode.l10n.t("Data: {0}", dataset),
    view: "data",
    answer: (question) => answer(context, about, question),
  });
}

interface About {
  readonly uri: string;
  readonly dataset: string;
}

async function answer({ server }: CommandContext, about: About, question: Question): Promise<unknown> {
  switch (question.kind) {
    case "rows": {
      const { offset, limit, sort } = question;
      const params = { ...about, offset, limit, sort, asTheyAre: true };
      return (await server.request("dps/data", params, quietly)).data;
    }
    case "profile":
      return (await server.request("dps/profile", about, quietly)).data;
    case "export":
      return exportCsv(server, about, question.sort);
  }
}

/** Scrolling is not to be accompanied by notifications. */
const quietly = { token: new vscode.CancellationTokenSource().token, onProgress: () => undefined };

/** @returns undefined when the user thinks better of it */
async function exportCsv(server: CommandContext["server"], about: About, sort: Sort | undefined) {
  const name = about.dataset.replace(/\?.*$/, "").split("/").at(-1) ?? "data";
  const title = vscode.l10n.t("Export {0}", about.dataset);
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(about.uri))?.uri;
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, `${name}.csv`),
    filters: { CSV: ["csv"] },
    title,
  });
  if (!target) return undefined;
  const { data } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_, token) =>
      server.request(
        "dps/exportCsv",
        { ...about, sort, target: target.toString() },
        { token, onProgress: () => undefined },
      ),
  );
  if (data.error !== undefined) throw new Error(data.error);
  return data;
}

/** The dataset on the cursor's line, else the only one of the file, else the user's choice. */
async function chooseDataset({ server }: CommandContext, uri: string): Promise<string | undefined> {
  const { data } = await server.request("dps/datasets", { uri, line: lineOfCursor(uri) }, quietly);
  const { onLine, all } = data;
  if (onLine !== null) return onLine;
  if (all.length > 1) {
    return vscode.window.showQuickPick(all, {
      placeHolder: vscode.l10n.t("Choose the dataset whose rows you want to see."),
    });
  }
  if (all.length === 0) void vscode.window.showInformationMessage(sayNoDataset());
  return all[0];
}

function lineOfCursor(uri: string): { start: number; end: number } {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri) return { start: 0, end: 0 };
  const { range } = editor.document.lineAt(editor.selection.active);
  return { start: editor.document.offsetAt(range.start), end: editor.document.offsetAt(range.end) };
}

function sayNoDataset(): string {
  return vscode.l10n.t(
    "This file names no dataset; open one with an address such as dataos://depot:collection/dataset.",
  );
}
