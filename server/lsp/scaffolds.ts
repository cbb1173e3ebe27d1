import type { Connection } from "vscode-languageserver";
import { newDataProduct } from "../features/scaffold/new-data-product.ts";
import { kindsToMake, newManifest } from "../features/scaffold/new-manifest.ts";
import { placeFor } from "../features/scaffold/location.ts";
import type { NewDataProductParams, NewManifestParams, Requests } from "./protocol.ts";
import { failed } from "./requests.ts";
import { toPath, toUri } from "./uris.ts";
import type { Workspaces } from "./workspaces.ts";

export interface ScaffoldsOptions {
  readonly workspaces: Workspaces;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

/** The requests for manifests that are not there yet. The editor writes them. */
export function registerScaffolds(connection: Connection, { workspaces, upToDate }: ScaffoldsOptions): void {
  const workspaceOf = async (uri: string) => {
    const folder = toPath(uri);
    if (folder === undefined) throw failed("Manifests can be made in folders on disk only.");
    await upToDate();
    return (await workspaces.ofFolder(folder)).workspace;
  };

  connection.onRequest("dps/kinds", async ({ uri }: { uri: string }): Promise<readonly string[]> => {
    return kindsToMake((await workspaceOf(uri)).schemas);
  });

  type NewManifestResult = Requests["dps/newManifest"]["result"];
  connection.onRequest(
    "dps/newManifest",
    async ({ uri, ...order }: NewManifestParams): Promise<NewManifestResult> => {
      const workspace = await workspaceOf(uri);
      const made = newManifest(order, workspace.schemas);
      if ("refused" in made) throw failed(made.refused);
      const path = placeFor(workspace, order.kind, order.name);
      return { root: toUri(workspace.root), data: { path, ...made } };
    },
  );

  type NewDataProductResult = Requests["dps/newDataProduct"]["result"];
  connection.onRequest("dps/newDataProduct", (order: NewDataProductParams): NewDataProductResult => {
    const made = newDataProduct(order);
    if ("refused" in made) throw failed(made.refused);
    return made;
  });
}
