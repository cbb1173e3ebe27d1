import type { Connection } from "vscode-languageserver";
import { orderToApply } from "../features/apply-order.ts";
import { ctlCommands } from "../features/ctl-commands.ts";
import { describeCycle } from "../features/describe-cycle.ts";
import { projectOf } from "../features/project.ts";
import { realFileSystem } from "../workspace/file-system.ts";
import type { CtlParams, Requests } from "./protocol.ts";
import { failed } from "./requests.ts";
import { toPath, toUri } from "./uris.ts";
import type { Workspaces } from "./workspaces.ts";

export interface CtlRequestsOptions {
  readonly workspaces: Workspaces;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

/** The request for the calls of `dataos-ctl` that lint or apply a file or a folder. It calls nothing itself. */
export function registerCtl(connection: Connection, { workspaces, upToDate }: CtlRequestsOptions): void {
  type Result = Requests["dps/ctlCommands"]["result"];
  connection.onRequest("dps/ctlCommands", async ({ uri, action }: CtlParams): Promise<Result> => {
    const path = toPath(uri);
    if (path === undefined) throw failed("Only files on disk can be applied.");
    await upToDate();
    const isFolder = (await realFileSystem.typeOf(path)) === "folder";
    const { workspace } = await (isFolder ? workspaces.ofFolder(path) : workspaces.of(path));
    const within = path === workspace.root ? "" : path.slice(workspace.root.length + 1);
    const files = workspace.ownFiles.filter(
      (file) => within === "" || file === within || file.startsWith(`${within}/`),
    );
    const project = projectOf(workspace);
    const order = orderToApply(project, files);
    const commands = await ctlCommands(project, order, { action });
    return {
      root: toUri(workspace.root),
      data: { commands, warnings: order.cycles.map((cycle) => describeCycle(cycle)) },
    };
  });
}
