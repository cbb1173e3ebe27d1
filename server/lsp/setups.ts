import type { CancellationToken, Connection } from "vscode-languageserver";
import { projectOf } from "../features/project.ts";
import { initialise } from "../init/init.ts";
import { rootToSetUp } from "../init/root.ts";
import type { SqlService } from "../sql/sql.ts";
import { realFileSystem } from "../workspace/file-system.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { InitParams, Requests } from "./protocol.ts";
import { failed, signalOf } from "./requests.ts";
import { toPath, toUri } from "./uris.ts";
import type { Workspaces } from "./workspaces.ts";

export interface SetupsOptions {
  readonly workspaces: Workspaces;
  readonly sql: SqlService;
}

/** The request that sets up a folder of manifests, as they are on disk. */
export function registerSetups(connection: Connection, { workspaces, sql }: SetupsOptions): void {
  connection.onRequest("dps/init", async ({ uri, dryRun }: InitParams, token: CancellationToken) => {
    const folder = toPath(uri);
    if (folder === undefined) throw failed("Only a folder on disk can be set up.");
    if (!workspaces.trusted) throw failed("Nothing is written in a folder that is not trusted.");
    const signal = signalOf(token);
    const root = await rootToSetUp(folder, realFileSystem);
    const workspace = await Workspace.open(root, realFileSystem, { trusted: true, signal });
    const data = await initialise(projectOf(workspace), sql, { dryRun: dryRun ?? false, signal });
    return { root: toUri(root), data } satisfies Requests["dps/init"]["result"];
  });
}
