import {
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgress,
  type CancellationToken,
  type Connection,
  type WorkDoneProgressParams,
} from "vscode-languageserver";
import { EngineError } from "../engine/engine.ts";
import { datasetsOf, datasetWithin, toDatasetKey } from "../features/datasets.ts";
import { projectOf } from "../features/project.ts";
import type { Manifest } from "../manifest/model.ts";
import { readData } from "../run/data.ts";
import { exportCsv } from "../run/export-csv.ts";
import { measureJoins } from "../run/join.ts";
import { profileDatasets } from "../run/profile.ts";
import { measureQuality } from "../run/quality.ts";
import { runWorkflows } from "../run/run.ts";
import type { Session } from "../run/session.ts";
import type { DataMethod, Requests } from "./protocol.ts";
import { failed, signalOf } from "./requests.ts";
import type { Results } from "./results.ts";
import type { Sessions } from "./sessions.ts";
import { toPath, toUri } from "./uris.ts";
import { pathIn, type Workspaces } from "./workspaces.ts";

export interface RunsOptions {
  readonly workspaces: Workspaces;
  readonly sessions: Sessions;
  readonly results: Results;
  /** Resolves when what was typed so far is part of the workspaces. */
  upToDate(): Promise<void>;
}

interface Run {
  readonly session: Session;
  /** Of the document, relative to the root. */
  readonly file: string;
  readonly signal: AbortSignal;
  /** Tells whoever waits what is being done. */
  report(message: string): void;
}

/** The requests that look at data, one a command of `dps`. */
export function registerRuns(
  connection: Connection,
  { workspaces, sessions, results, upToDate }: RunsOptions,
): void {
  const on = <M extends DataMethod>(
    method: M,
    command: (params: Requests[M]["params"], run: Run) => Promise<Requests[M]["result"]["data"]>,
  ) => {
    type Params = Requests[M]["params"] & WorkDoneProgressParams;
    connection.onRequest(method, async (params: Params, token: CancellationToken) => {
      const path = toPath(params.uri);
      if (path === undefined) throw failed("Only files on disk can be run.");
      const signal = signalOf(token);
      await upToDate();
      if (!workspaces.trusted) throw failed("Nothing is run in a folder that is not trusted.");
      const { workspace } = await workspaces.of(path);
      const project = async () => projectOf((await workspaces.of(path)).workspace);
      try {
        const data = await sessions.run(workspace.root, project, signal, (session, either) =>
          command(params, {
            session,
            file: pathIn(workspace, path),
            signal: either,
            report: (message) => reportTo(connection, params, message),
          }),
        );
        results.note(workspace.root, method, data);
        return { root: toUri(workspace.root), data };
      } catch (error) {
        throw asResponse(error, signal);
      }
    });
  };

  on("dps/run", ({ workflow }, { session, file, signal, report }) =>
    runWorkflows(session, {
      files: [file],
      workflow,
      withProducers: true,
      signal,
      onProgress: (event) => {
        if (event.type === "job-started") report(event.job);
      },
    }),
  );
  on("dps/join", ({ target }, { session, file, signal }) =>
    measureJoins(session, { files: [file], selector: target, signal }),
  );
  on("dps/quality", ({ dataset }, { session, file, signal }) =>
    measureQuality(session, {
      files: [file],
      dataset: dataset === undefined ? undefined : keyOf(dataset),
      signal,
    }),
  );
  on("dps/profile", ({ dataset }, { session, file, signal }) => {
    const datasets = dataset === undefined ? datasetsOf(manifestsOf(session, file)) : [keyOf(dataset)];
    return profileDatasets(session, { datasets, signal });
  });
  on("dps/data", ({ dataset, ...page }, { session, signal, report }) =>
    readData(session, {
      ...page,
      dataset: keyOf(dataset),
      signal,
      onProgress: (event) => {
        if (event.type === "job-started") report(event.job);
      },
    }),
  );
  on("dps/exportCsv", ({ dataset, sort, target }, { session, signal }) => {
    const path = toPath(target);
    if (path === undefined) throw failed("A CSV file can only be written to disk.");
    return exportCsv(session, { dataset: keyOf(dataset), sort, path, signal });
  });
  on("dps/datasets", ({ line }, { session, file }) => {
    const manifests = manifestsOf(session, file);
    return Promise.resolve({
      onLine: datasetWithin(manifests, line) ?? null,
      all: datasetsOf(manifests),
    });
  });
}

function manifestsOf({ project }: Session, file: string): readonly Manifest[] {
  return project.files.find(({ path }) => path === file)?.manifests ?? [];
}

function reportTo(connection: Connection, { workDoneToken }: WorkDoneProgressParams, message: string): void {
  if (workDoneToken === undefined) return;
  void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: "report", message });
}

/** @throws ResponseError for a text that names no dataset */
function keyOf(dataset: string): string {
  const key = toDatasetKey(dataset);
  if (key === undefined)
    throw failed(`"${dataset}" names no dataset; write dataos://DEPOT:COLLECTION/DATASET.`);
  return key;
}

/** What the client hears of an error; what is no failure of the run is a bug of ours, and told as such. */
function asResponse(error: unknown, { aborted }: AbortSignal): unknown {
  if (aborted || (error instanceof DOMException && error.name === "AbortError"))
    return new ResponseError(LSPErrorCodes.RequestCancelled, "The run was cancelled.");
  return error instanceof EngineError ? failed(error.message) : error;
}
