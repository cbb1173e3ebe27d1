import * as vscode from "vscode";
import type { Answer, ProductTree } from "../../server/lsp/protocol.ts";
import type { Products } from "../products.ts";
import { Entry } from "./entry.ts";
import { descriptionOf, iconOf, labelOf } from "./looks.ts";

/** Shows the data products in a view of their own. Everything in it is found out by the server. */
export function registerExplorer(products: Products): vscode.Disposable {
  const provider: vscode.TreeDataProvider<Entry> = {
    onDidChangeTreeData: products.onChanged,
    getTreeItem: toItem,
    getChildren: async (entry) => (entry ? entry.children : top(await products.all())),
  };
  return vscode.Disposable.from(
    vscode.window.createTreeView("dps.products", { treeDataProvider: provider, showCollapseAll: true }),
    vscode.commands.registerCommand("dps.openManifest", openManifest),
  );
}

/** Several workspaces stand below their folders' names. */
function top(answers: readonly Answer<ProductTree>[]): Entry[] {
  const filled = answers.filter(({ data }) => data.manifests > 0);
  const [only, ...others] = filled;
  if (only && others.length === 0) return partsOf(only);
  return filled.map((answer) => {
    const name = answer.root.split("/").at(-1) ?? answer.root;
    const children = partsOf(answer).map(({ node }) => node);
    return new Entry(answer.root, { kind: "group", name: decodeURIComponent(name), children });
  });
}

function partsOf({ root, data: { products, others } }: Answer<ProductTree>): Entry[] {
  const rest = { kind: "group", name: "others", children: others } as const;
  return [...products, ...(others.length > 0 ? [rest] : [])].map((node) => new Entry(root, node));
}

function toItem(entry: Entry): vscode.TreeItem {
  const { node, id, uri } = entry;
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const folded = node.kind === "product" ? Expanded : Collapsed;
  const item = new vscode.TreeItem(labelOf(node), node.children.length === 0 ? None : folded);
  item.id = id;
  item.description = descriptionOf(node);
  item.iconPath = iconOf(node);
  item.tooltip = [labelOf(node), item.description, node.place?.file].filter(Boolean).join("\n");
  item.accessibilityInformation = { label: [labelOf(node), item.description].filter(Boolean).join(", ") };
  item.contextValue = [
    ...(uri ? ["file"] : []),
    ...(node.workflow === undefined ? [] : ["pipeline"]),
    ...(node.checks === undefined ? [] : ["checks"]),
    ...(node.dataset === undefined ? [] : ["data"]),
  ].join(" ");
  if (uri) item.command = { command: "dps.openManifest", title: vscode.l10n.t("Open"), arguments: [entry] };
  return item;
}

async function openManifest({ uri, node: { place } }: Entry): Promise<void> {
  if (!uri || !place) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(
    document.positionAt(place.range.start),
    document.positionAt(place.range.end),
  );
  await vscode.window.showTextDocument(document, { selection, preview: true });
}
