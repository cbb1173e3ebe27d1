import * as vscode from "vscode";
import { mayBeOurs } from "./sniff.ts";

/** Tells beside the language of a YAML file whether it is checked and what was found in it. */
export function showStatus(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("dps.problems", {
    language: "yaml",
    scheme: "file",
  });
  item.name = "Data Product Studio";
  item.detail = "Data Product Studio";
  item.command = { command: "workbench.actions.view.problems", title: vscode.l10n.t("Show Problems") };
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === "yaml") Object.assign(item, statusOf(document));
  };
  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(update),
  );
}

function statusOf(document: vscode.TextDocument): Pick<vscode.LanguageStatusItem, "text" | "severity"> {
  const { Error, Warning, Information } = vscode.LanguageStatusSeverity;
  const problems = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source?.startsWith("dps"));
  const count = (severity: vscode.DiagnosticSeverity) =>
    problems.filter((problem) => problem.severity === severity).length;
  const errors = count(vscode.DiagnosticSeverity.Error);
  const warnings = count(vscode.DiagnosticSeverity.Warning);
  const found = [
    ...(errors === 1 ? [vscode.l10n.t("1 error")] : errors > 1 ? [vscode.l10n.t("{0} errors", errors)] : []),
    ...(warnings === 1
      ? [vscode.l10n.t("1 warning")]
      : warnings > 1
        ? [vscode.l10n.t("{0} warnings", warnings)]
        : []),
  ];
  if (found.length > 0) return { text: found.join(", "), severity: errors > 0 ? Error : Warning };
  const ours = problems.length > 0 || mayBeOurs(document.getText());
  return {
    text: ours ? `$(check) ${vscode.l10n.t("No problems")}` : vscode.l10n.t("Not a DataOS manifest"),
    severity: Information,
  };
}
