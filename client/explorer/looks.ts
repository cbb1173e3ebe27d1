import * as vscode from "vscode";
import type { ProductNode } from "../../server/lsp/protocol.ts";

/** How a part of a data product is called and drawn; colours are those of the theme for tests. */

export function labelOf({ kind, name }: ProductNode): string {
  return kind === "group" ? (groupLabels()[name] ?? name.replaceAll("-", " ")) : name;
}

/** Beside the label, what matters most first: in words what became of it, then what tells it from namesakes. */
export function descriptionOf(node: ProductNode): string {
  const { kind, detail, checks } = node;
  const parts = [
    kind === "group" ? String(countIn(node)) : undefined,
    stateLabel(node),
    checks === undefined ? undefined : checksLabel(checks),
    detail,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

export function iconOf({ kind, state, detail = "" }: ProductNode): vscode.ThemeIcon | undefined {
  if (kind === "group") return undefined;
  if (kind === "product")
    return new vscode.ThemeIcon("package", state && state !== "not-run" ? icons[state].color : undefined);
  if (state && state !== "not-run") return icons[state];
  if (kind === "resource") return new vscode.ThemeIcon(resourceIcons[detail] ?? "file-code");
  return new vscode.ThemeIcon(kindIcons[kind]);
}

/** What is in groups of groups counts, the groups don't. */
function countIn({ children }: ProductNode): number {
  return children.reduce((sum, child) => sum + (child.kind === "group" ? countIn(child) : 1), 0);
}

function checksLabel(checks: number): string {
  return checks === 1 ? vscode.l10n.t("1 check") : vscode.l10n.t("{0} checks", checks);
}

/** That a folded part has not been run needs no words. */
function stateLabel({ kind, state }: ProductNode): string | undefined {
  switch (state) {
    case "passed":
      return vscode.l10n.t("passed");
    case "failed":
      return vscode.l10n.t("failed");
    case "skipped":
      return vscode.l10n.t("skipped");
    case "not-run":
      return kind === "workflow" || kind === "checks" ? vscode.l10n.t("not run") : undefined;
    case undefined:
      return undefined;
  }
}

function groupLabels(): Readonly<Record<string, string>> {
  return {
    inputs: vscode.l10n.t("Inputs"),
    workflows: vscode.l10n.t("Workflows"),
    datasets: vscode.l10n.t("Datasets"),
    checks: vscode.l10n.t("Quality Checks"),
    lens: vscode.l10n.t("Lens"),
    monitors: vscode.l10n.t("Monitors"),
    pagers: vscode.l10n.t("Pagers"),
    resources: vscode.l10n.t("Other Resources"),
    others: vscode.l10n.t("Other Manifests"),
  };
}

const icons = {
  passed: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
  failed: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  skipped: new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("testing.iconSkipped")),
} as const;

const kindIcons = {
  input: "plug",
  workflow: "type-hierarchy-sub",
  dataset: "table",
  checks: "beaker",
  lens: "telescope",
  "lens-table": "symbol-class",
  monitor: "pulse",
  pager: "bell",
} as const;

const resourceIcons: Readonly<Record<string, string>> = {
  bundle: "layers",
  cluster: "server-environment",
  depot: "database",
  "instance-secret": "key",
  secret: "key",
  policy: "shield",
  service: "server-process",
};
