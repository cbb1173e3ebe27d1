import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from "vscode-languageserver";
import { datasetsOf, toDatasetKey } from "../features/datasets.ts";
import { measureJoins } from "../run/join.ts";
import { profileDatasets } from "../run/profile.ts";
import { measureQuality } from "../run/quality.ts";
import { runWorkflows } from "../run/run.ts";
import type { Session } from "../run/session.ts";
import type { Method, Requests } from "./protocol.ts";
import { toUri } from "./uris.ts";
import type { OpenWorkspace, Workspaces } from "./workspaces.ts";

interface Run {
  readonly session: Session;
  readonly opened: OpenWorkspace;
  /** Of the document, relative to the root. */
  readonly file: string;
  readonly signal: AbortSignal;
}

/** The requests that look at data, one a command of `dps`. */
export function registerRuns(connection: Connection, workspaces: Workspaces): void {
  const on = <M extends Method>(
    method: M,
    work: (params: Requests[M]["params"], run: Run) => Promise<Requests[M]["result"]["data"]>,
  ) => {
    connection.onRequest(method, async (params: Requests[M]["params"], token: CancellationToken) => {
      if (!workspaces.isTrusted) {
        throw new ResponseError(
          LSPErrorCodes.RequestFailed,
          "Nothing is run in a folder that is not trusted.",
        );
      }
      const opened = await workspaces.of(params.uri);
      if (!opened) throw new ResponseError(LSPErrorCodes.RequestFailed, "Only files on disk can be run.");
      const session = await workspaces.session(opened);
      const run = { session, opened, file: opened.pathOf(params.uri), signal: signalOf(token) };
      return { root: toUri(opened.workspace.root), data: await work(params, run) };
    });
  };

  on("dps/run", ({ workflow }, { session, file, signal }) =>
    runWorkflows(session, { files: [file], workflow, signal }),
  );
  on("dps/join", ({ target }, { session, file, signal }) =>
    measureJoins(session, { files: [file], selector: target, signal }),
  );
  on("dps/quality", ({ dataset }, { session, file, signal }) =>
    measureQuality(session, {
      files: [file],
      dataset: dataset === undefined ? undefined : toDatasetKey(dataset),
      signal,
    }),
  );
  on("dps/profile", ({ dataset }, { session, opened, file, signal }) => {
    const key = dataset === undefined ? undefined : toDatasetKey(dataset);
    const datasets = key === undefined ? datasetsOf(opened.workspace.manifests(file)) : [key];
    return profileDatasets(session, { datasets, signal });
  });
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
