import { expect, test } from "vitest";
import type {
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Location,
  SelectionRange,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver";
import { shop } from "../support/shop.ts";
import { startServer } from "./client.ts";

const flow = "flows/spending.yml";
const check = "quality/by-city.yml";

test("from a name to its definition in another file, as that file is now", async () => {
  const server = await startServer(shop);
  await server.open("depots/crm.yml");
  await server.edit("depots/crm.yml", ["name: crm", "# The shop's customers.\nname: crm"]);
  await server.open(flow);
  const found = await server.at<Location[]>("textDocument/definition", flow, "dataos://crm");
  expect(found.map((each) => server.show(each))).toEqual(["depots/crm.yml:3 crm"]);
});

test("to all who use it, in files that are not open too, with the definition or without", async () => {
  const server = await startServer(shop);
  await server.open(check);
  const asked = async (includeDeclaration: boolean) => {
    const found = await server.at<Location[]>("textDocument/references", check, "lake:sales/by_city", {
      context: { includeDeclaration },
    });
    return found.map((each) => server.show(each));
  };
  expect(await asked(true)).toEqual([`${flow}:26 lake:sales/by_city`, `${check}:12 lake:sales/by_city`]);
  expect(await asked(false)).toEqual([`${check}:12 lake:sales/by_city`]);
});

test("a step view is highlighted where it is made and in SQL", async () => {
  const server = await startServer(shop);
  await server.open(flow);
  await server.shows(flow, []);
  const found = await server.at<DocumentHighlight[]>("textDocument/documentHighlight", flow, "FROM located");
  expect(
    found.map(({ range, kind }) => `${range.start.line + 1} ${server.textAt(flow, range)} ${kind}`),
  ).toEqual(["20 located 3", "23 located 2"]);
});

test("a rename changes every file, and is refused with a reason", async () => {
  const server = await startServer(shop);
  await server.open(flow);
  await server.shows(flow, []);
  const { changes = {} } = await server.at<WorkspaceEdit>("textDocument/rename", flow, "lake:sales/by_city", {
    newName: "by_town",
  });
  expect(Object.keys(changes)).toEqual([server.uriOf(flow), server.uriOf(check)]);
  await expect(server.at("textDocument/prepareRename", flow, "crm:raw/orders")).rejects.toThrow(
    '"orders" is defined outside this workspace, so it can\'t be renamed here.',
  );
});

test("the outline calls things by their names", async () => {
  const server = await startServer(shop);
  await server.open(flow);
  const [workflow] = await server.at<DocumentSymbol[]>("textDocument/documentSymbol", flow, "name");
  const names = (symbol: DocumentSymbol | undefined, ...path: string[]): readonly string[] => {
    const [next, ...rest] = path;
    const children = symbol?.children ?? [];
    return next === undefined
      ? children.map(({ name }) => name)
      : names(
          children.find(({ name }) => name === next),
          ...rest,
        );
  };
  expect(workflow?.name).toBe("wf-spending");
  expect(names(workflow, "workflow", "dag", "spending", "spec", "stackSpec", "job", "inputs")).toEqual([
    "orders",
    "customers",
  ]);
});

test("a selection grows by what belongs together", async () => {
  const server = await startServer(shop);
  await server.open("depots/crm.yml");
  const document = shop["depots/crm.yml"];
  const line = document.split("\n").findIndex((each) => each.includes("project:"));
  const [range] = await server.at<SelectionRange[]>("textDocument/selectionRange", "depots/crm.yml", "name", {
    positions: [{ line, character: 16 }],
  });
  const texts: string[] = [];
  for (let each = range; each; each = each.parent)
    texts.push(server.textAt("depots/crm.yml", each.range).trim());
  expect(texts.slice(0, 4)).toEqual([
    "shop",
    "project: shop",
    "bigquery:\n    project: shop",
    expect.stringMatching(/^type: BIGQUERY/),
  ]);
});

test("paths are links, and every definition is found by part of its name", async () => {
  const server = await startServer({
    ...shop,
    "all.yml":
      "name: wf-all\nversion: v1\ntype: workflow\nworkflow:\n  dag:\n    - name: spend\n      file: flows/spending.yml\n",
  });
  await server.open("all.yml");
  const links = await server.at<DocumentLink[]>("textDocument/documentLink", "all.yml", "name");
  expect(links.map(({ range, target }) => [server.textAt("all.yml", range), target])).toEqual([
    [flow, server.uriOf(flow)],
  ]);
  const [target] = await server.at<Location[]>("textDocument/definition", "all.yml", "flows/spend");
  expect(target?.uri).toBe(server.uriOf(flow));
  const symbols = await server.at<WorkspaceSymbol[]>("workspace/symbol", "all.yml", "name", {
    query: "wfspend",
  });
  expect(symbols.map(({ name, location }) => [name, location.uri])).toEqual([
    ["wf-spending", server.uriOf(flow)],
  ]);
});
