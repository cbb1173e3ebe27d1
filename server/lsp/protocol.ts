/**
 * What the language server speaks beyond the Language Server Protocol: one request a command of `dps`, each
 * answered with the plain data of `server/run/results.ts`, and one for a picture that needs no run. Types and names
 * only; both sides import them.
 */
import type { CtlAction, CtlCommand } from "../features/ctl-commands.ts";
import type { ProductTree } from "../features/products/node.ts";
import type {
  DataResult,
  ExportResult,
  InitResult,
  JoinResult,
  MigrateResult,
  PipelineGraph,
  ProfileResult,
  QualityResult,
  RunResult,
  Sort,
} from "../run/results.ts";

export type { CtlAction } from "../features/ctl-commands.ts";
export type { ProductNode, ProductTree } from "../features/products/node.ts";

/** Flags of Node for a server that should stay small: its garbage is collected before there is much of it. */
export const serverFlags = ["--max-semi-space-size=4"];

export interface InitializationOptions {
  /** Folder where outputs of runs and caches may be written; without it nothing is kept. */
  readonly storage?: string;
  /** URI of the folder with a page for each rule, `RULE.md`. */
  readonly rulePages?: string;
  /** Until the user trusts the folder nothing runs: no engine, no schema of the workspace's own. */
  readonly trusted?: boolean;
  /** As in `EditorSettings`; `workspace/didChangeConfiguration` replaces them. */
  readonly settings?: unknown;
  /** The client wants to hear of every change, as `dps/workspaceChanged` and `dps/resultsChanged`. */
  readonly tellsChanges?: boolean;
}

export interface RunParams {
  readonly uri: string;
  /** Name of one workflow of the file; all of them otherwise. */
  readonly workflow?: string;
}

/** Like those of a run; while there is no workflow of that name, all of the file. */
export type GraphParams = RunParams;

export interface InitParams {
  /** Of the folder to set up. */
  readonly uri: string;
  /** Writes nothing, and says what would be written. */
  readonly dryRun?: boolean;
}

export interface JoinParams {
  readonly uri: string;
  /** `STEP`, `JOB/STEP` or `TABLE.TARGET`; all joins of the file otherwise. */
  readonly target?: string;
}

export interface DatasetParams {
  readonly uri: string;
  /** Key or address of one dataset; all that the file names otherwise. */
  readonly dataset?: string;
}

export interface DataParams {
  readonly uri: string;
  /** Key or address. */
  readonly dataset: string;
  /** Number of the page's first row, from 0. */
  readonly offset: number;
  /** Most rows of the page. */
  readonly limit: number;
  /** Of the whole dataset. */
  readonly sort?: Sort;
  /** The rows as they are now; otherwise the workflows that write them run first where that is due. */
  readonly asTheyAre?: boolean;
}

export interface ExportParams {
  readonly uri: string;
  readonly dataset: string;
  readonly sort?: Sort;
  /** URI of the CSV file to write. */
  readonly target: string;
}

export interface DatasetsParams {
  readonly uri: string;
  /** The line of the cursor, as UTF-16 offsets. */
  readonly line: { readonly start: number; readonly end: number };
}

/** An open document. */
export interface DocumentParams {
  readonly uri: string;
}

/** What a document becomes in the newer layout; paths are relative to the root. */
export type MigratedDocument = Omit<MigrateResult["migrations"][number], "file">;

export interface CtlParams {
  /** A file, or a folder with all that is in it. */
  readonly uri: string;
  readonly action: CtlAction;
}

/** How `dataos-ctl` is to be called, one call after the other, from the root. */
export interface CtlCommands {
  readonly commands: readonly CtlCommand[];
  /** Sentences about what is wrong with the order. */
  readonly warnings: readonly string[];
}

/** Keys of the datasets that a document names. */
export interface NamedDatasets {
  readonly onLine: string | null;
  readonly all: readonly string[];
}

export interface Answer<Data> {
  /** URI of the workspace root that the paths in the data are relative to. */
  readonly root: string;
  readonly data: Data;
}

export interface GraphAnswer extends Answer<PipelineGraph> {
  /** Files that can't be read as they are now: the graph shows what they held before. */
  readonly broken: readonly string[];
}

export interface NewManifestParams {
  /** Of the folder that the manifest is for. */
  readonly uri: string;
  /** One of those that `dps/kinds` gives. */
  readonly kind: string;
  readonly name: string;
  /** Answers by id of their question. */
  readonly choices: Readonly<Record<string, string>>;
}

/** A manifest that is not written yet. */
export interface ManifestProposal {
  /** Relative to the root; nothing the workspace knows of is there. */
  readonly path: string;
  /** In the snippet syntax of the Language Server Protocol. */
  readonly snippet: string;
  readonly text: string;
  /** What has not been answered, and the answers, the usual one first. */
  readonly open: readonly { readonly id: string; readonly answers: readonly string[] }[];
}

export interface NewDataProductParams {
  readonly name: string;
  /** Text of a CSV file whose columns the product gets. */
  readonly csv?: string;
}

/** Files of a data product that are not written yet, relative to its folder. */
export interface DataProductProposal {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The file to look at first. */
  readonly start: string;
}

/** Method names and the types of their parameters and results. */
export interface Requests {
  "dps/graph": { params: GraphParams; result: GraphAnswer };
  "dps/run": { params: RunParams; result: Answer<RunResult> };
  "dps/init": { params: InitParams; result: Answer<InitResult> };
  "dps/join": { params: JoinParams; result: Answer<JoinResult> };
  "dps/quality": { params: DatasetParams; result: Answer<QualityResult> };
  "dps/profile": { params: DatasetParams; result: Answer<ProfileResult> };
  "dps/data": { params: DataParams; result: Answer<DataResult> };
  "dps/exportCsv": { params: ExportParams; result: Answer<ExportResult> };
  "dps/ctlCommands": { params: CtlParams; result: Answer<CtlCommands> };
  "dps/kinds": { params: DocumentParams; result: readonly string[] };
  "dps/newManifest": { params: NewManifestParams; result: Answer<ManifestProposal> };
  "dps/newDataProduct": { params: NewDataProductParams; result: DataProductProposal };
  /** Null where there is nothing to move. */
  "dps/migrate": { params: DocumentParams; result: Answer<MigratedDocument> | null };
  "dps/datasets": { params: DatasetsParams; result: Answer<NamedDatasets> };
  /** Of every workspace that is open. */
  "dps/products": { params: Record<never, never>; result: readonly Answer<ProductTree>[] };
}

export type Method = keyof Requests;

/** Those that look at data. */
export type DataMethod = Exclude<
  Method,
  | "dps/graph"
  | "dps/init"
  | "dps/ctlCommands"
  | "dps/migrate"
  | "dps/kinds"
  | "dps/newManifest"
  | "dps/newDataProduct"
  | "dps/products"
>;

/** Notification of the client: the user has trusted the folder. */
export const trustGranted = "dps/trustGranted";

/** Notification of the server: manifests of a workspace are not what they were, whoever changed them. */
export const workspaceChanged = "dps/workspaceChanged";

export interface WorkspaceChanged {
  /** URI of the workspace's root. */
  readonly root: string;
}

/** Notification of the server: something has run, so that the states of `dps/products` are others. */
export const resultsChanged = "dps/resultsChanged";

/** Ids of the commands that the client registers and code lenses call with one of the parameter objects above. */
export const commands = {
  previewPipeline: "dps.previewPipeline",
  previewJoin: "dps.previewJoin",
  runQualityChecks: "dps.runQualityChecks",
  profileDataset: "dps.profileDataset",
  previewData: "dps.previewData",
  init: "dps.init",
  showReferences: "dps.showReferences",
  migrate: "dps.migrate",
} as const;
