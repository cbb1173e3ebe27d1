/**
 * What the language server speaks beyond the Language Server Protocol: one request a command of `dps`, each
 * answered with the plain data of `server/run/results.ts`, and one for a picture that needs no run. Types and names
 * only; both sides import them.
 */
import type { JoinResult, PipelineGraph, ProfileResult, QualityResult, RunResult } from "../run/results.ts";

export interface InitializationOptions {
  /** Folder where outputs of runs and caches may be written; without it nothing is kept. */
  readonly storage?: string;
  /** URI of the folder with a page for each rule, `RULE.md`. */
  readonly rulePages?: string;
  /** Until the user trusts the folder nothing runs: no engine, no schema of the workspace's own. */
  readonly trusted?: boolean;
}

export interface RunParams {
  readonly uri: string;
  /** Name of one workflow of the file; all of them otherwise. */
  readonly workflow?: string;
}

/** Like those of a run; while there is no workflow of that name, all of the file. */
export type GraphParams = RunParams;

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

export interface Answer<Data> {
  /** URI of the workspace root that the paths in the data are relative to. */
  readonly root: string;
  readonly data: Data;
}

export interface GraphAnswer extends Answer<PipelineGraph> {
  /** Files that can't be read as they are now: the graph shows what they held before. */
  readonly broken: readonly string[];
}

/** Method names and the types of their parameters and results. */
export interface Requests {
  "dps/graph": { params: GraphParams; result: GraphAnswer };
  "dps/run": { params: RunParams; result: Answer<RunResult> };
  "dps/join": { params: JoinParams; result: Answer<JoinResult> };
  "dps/quality": { params: DatasetParams; result: Answer<QualityResult> };
  "dps/profile": { params: DatasetParams; result: Answer<ProfileResult> };
}

export type Method = keyof Requests;

/** Those that look at data. */
export type DataMethod = Exclude<Method, "dps/graph">;

/** Notification of the client: the user has trusted the folder. */
export const trustGranted = "dps/trustGranted";

/** Ids of the commands that the client registers and code lenses call with one of the parameter objects above. */
export const commands = {
  previewPipeline: "dps.previewPipeline",
  previewJoin: "dps.previewJoin",
  runQualityChecks: "dps.runQualityChecks",
  profileDataset: "dps.profileDataset",
} as const;
