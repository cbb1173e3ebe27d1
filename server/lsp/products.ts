import type { Connection } from "vscode-languageserver";
import { productTree } from "../features/products/tree.ts";
import type { Requests } from "./protocol.ts";
import type { Results } from "./results.ts";
import { toUri } from "./uris.ts";
import type { Workspaces } from "./workspaces.ts";

export interface ProductsOptions {
  readonly workspaces: Workspaces;
  readonly results: Results;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

/** The request for the data products of all workspaces. */
export function registerProducts(
  connection: Connection,
  { workspaces, results, upToDate }: ProductsOptions,
): void {
  type Result = Requests["dps/products"]["result"];
  connection.onRequest("dps/products", async (): Promise<Result> => {
    await upToDate();
    return (await workspaces.all()).map(({ workspace }) => ({
      root: toUri(workspace.root),
      data: productTree(workspace, results.of(workspace.root)),
    }));
  });
}
