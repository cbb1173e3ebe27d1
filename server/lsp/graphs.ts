import type { CancellationToken, Connection } from "vscode-languageserver";
import { brokenAmong, steadyProjectOf } from "../features/steady-project.ts";
import { pipelineGraph } from "../run/pipeline-graph.ts";
import type { SqlService } from "../sql/sql.ts";
import type { GraphParams, Requests } from "./protocol.ts";
import { failed, signalOf } from "./requests.ts";
import { toPath, toUri } from "./uris.ts";
import { pathIn, type Workspaces } from "./workspaces.ts";

export interface GraphsOptions {
  readonly workspaces: Workspaces;
  readonly sql: SqlService;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

/** The request for a pipeline's graph. It runs nothing, so it waits for no run and needs no trust. */
export function registerGraphs(connection: Connection, { workspaces, sql, upToDate }: GraphsOptions): void {
  type Result = Requests["dps/graph"]["result"];
  connection.onRequest(
    "dps/graph",
    async (params: GraphParams, token: CancellationToken): Promise<Result> => {
      const path = toPath(params.uri);
      if (path === undefined) throw failed("Only files on disk have a graph.");
      await upToDate();
      const { workspace } = await workspaces.of(path);
      const project = steadyProjectOf(workspace);
      const file = pathIn(workspace, path);
      const signal = signalOf(token);
      const named = await pipelineGraph(project, sql, { files: [file], workflow: params.workflow, signal });
      // While its name is being changed there is no workflow of that name.
      const data =
        named.nodes.length > 0 ? named : await pipelineGraph(project, sql, { files: [file], signal });
      const drawn = new Set([file, ...data.nodes.map((node) => node.file)]);
      return { root: toUri(workspace.root), data, broken: brokenAmong(workspace, drawn) };
    },
  );
}
