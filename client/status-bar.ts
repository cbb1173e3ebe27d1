import * as vscode from "vscode";
import type { Products } from "./products.ts";

/** Tells in the status bar whether the folders have been read, and how many problems there are in all of them. */
export function showStatusBar(products: Products): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("dps.status", vscode.StatusBarAlignment.Left, 40);
  item.name = "Data Product Studio";
  const update = () => {
    const manifests = products.latest?.reduce((sum, { data }) => sum + data.manifests, 0);
    Object.assign(item, manifests === undefined ? reading() : summary(manifests));
    if (manifests === 0) item.hide();
    else item.show();
  };
  return vscode.Disposable.from(
    item,
    products.onAsked(update),
    products.onChanged(update),
    vscode.languages.onDidChangeDiagnostics(() => {
      if (products.latest) update();
    }),
  );
}

type Shown = Pick<vscode.StatusBarItem, "text" | "tooltip" | "command" | "accessibilityInformation">;

function reading(): Shown {
  const said = vscode.l10n.t("Data Product Studio is reading the manifests.");
  return {
    text: `$(loading~spin) ${vscode.l10n.t("Manifests")}`,
    tooltip: said,
    command: undefined,
    accessibilityInformation: { label: said },
  };
}

function summary(manifests: number): Shown {
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const found = vscode.languages
    .getDiagnostics()
    .flatMap(([, problems]) => problems.filter(({ source }) => source?.startsWith("dps")));
  const count = (severity: vscode.DiagnosticSeverity) =>
    found.filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count(Error), count(Warning)];
  const read = vscode.l10n.t("Manifests: {0}, errors: {1}, warnings: {2}.", manifests, errors, warnings);
  const all =
    errors + warnings === 0 ? [`$(check) ${manifests}`] : [`$(error) ${errors}`, `$(warning) ${warnings}`];
  return {
    text: `$(package) ${all.join(" ")}`,
    tooltip: `Data Product Studio\n${read}`,
    command: errors + warnings === 0 ? "dps.products.focus" : "workbench.actions.view.problems",
    accessibilityInformation: { label: `Data Product Studio: ${read}` },
  };
}
