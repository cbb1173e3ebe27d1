import type { Cell, Column } from "../engine/engine.ts";
import type { Outcome } from "../quality/verdict.ts";
import type { Position } from "../text/lines.ts";
import type { Severity } from "../text/problem.ts";

export type { Outcome };

/**
 * What the commands return, as plain data: the command line prints it, VS Code shows it, and
 * `schemas/results/` publishes its shape. Paths are relative with `/`; ranges are zero-based, UTF-16.
 */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface CheckResult {
  readonly version: 1;
  readonly manifests: number;
  readonly problems: readonly FileProblem[];
  readonly summary: Readonly<Record<Severity, number>>;
  /** Of the baseline, where there is one: how many known problems were found and left out, and how many are gone. */
  readonly baseline?: { readonly known: number; readonly gone: number };
}

export interface FileProblem {
  readonly file: string;
  readonly range: Range;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Stays the same while other lines of the file change; no two problems of a file share one. */
  readonly fingerprint: string;
  /** Each changes the file that has the problem. */
  readonly fixes: readonly { readonly title: string; readonly edits: readonly FileEdit[] }[];
  /** Places elsewhere that explain the problem. */
  readonly related?: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
}

export interface FileEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Manifests in an older layout, as they are in the newer one. */
export interface MigrateResult {
  readonly version: 1;
  /** The files were written, and not only shown. */
  readonly written: boolean;
  readonly migrations: readonly {
    readonly file: string;
    /** What is done to the file. */
    readonly title: string;
    /** The new text of the file; null when it stays as it is, and only new files come into being. */
    readonly text: string | null;
    readonly newFiles: readonly { readonly path: string; readonly text: string }[];
    /** Sentences on what is left to do, and on what has no place in the newer layout. */
    readonly notes: readonly string[];
  }[];
}

/** In which order files of manifests can be applied. */
export interface ApplyOrder {
  readonly version: 1;
  /** Files that need nothing of each other, each layer after all that its files need. Files of a cycle share a layer. */
  readonly layers: readonly (readonly { readonly file: string; readonly kinds: readonly string[] }[])[];
  /** Ways around, along which no order is right: each file needs something of the next, the last one of the first. */
  readonly cycles: readonly (readonly {
    readonly file: string;
    /** A symbol, such as `depot crm`. */
    readonly needs: string;
  }[])[];
  /** Files that are not applied by themselves, and those that they are applied with. */
  readonly included: readonly { readonly file: string; readonly by: string }[];
}

/** `exact`: every function has a recorded Spark result behind it; `approximate` and `unsupported` say why. */
export type Fidelity = "exact" | "approximate" | "unsupported";

export interface RunResult {
  readonly version: 1;
  readonly workflows: readonly WorkflowRun[];
  /** Jobs of other workflows that ran before, because what they write was missing or outdated. */
  readonly producers?: readonly ProducerRun[];
}

export interface ProducerRun {
  readonly workflow: string;
  readonly job: string;
  readonly status: JobRun["status"];
  /** Why it was skipped or failed. */
  readonly reason?: string;
}

export interface WorkflowRun {
  readonly name: string;
  readonly file: string;
  readonly status: "ok" | "failed" | "skipped";
  readonly jobs: readonly JobRun[];
}

export interface JobRun {
  readonly name: string;
  readonly status: "ok" | "failed" | "skipped";
  /** Why it was skipped or failed. */
  readonly reason?: string;
  /** Where an input, an output or the job itself is to blame, and no step. */
  readonly error?: RunError;
  readonly steps: readonly StepRun[];
  readonly outputs: readonly { readonly dataset: string; readonly rows: number }[];
}

export interface StepRun {
  readonly name: string;
  readonly rows?: number;
  readonly columns: readonly Column[];
  readonly milliseconds: number;
  readonly fidelity: Fidelity;
  /** What is approximate or unsupported, one sentence each. */
  readonly notes?: readonly string[];
  readonly error?: RunError;
  /** The first rows, in column order. */
  readonly firstRows?: readonly (readonly Cell[])[];
}

/** What is wrong, and the part of the manifest that is to blame. */
export interface RunError {
  readonly message: string;
  readonly file: string;
  readonly range: Range;
}

/** What a pipeline is made of, known without running it: boxes, what they hold, and what flows between them. */
export interface PipelineGraph {
  readonly version: 1;
  /** A box comes before what it holds. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export type GraphNodeKind = "workflow" | "job" | "input" | "step" | "dataset";

export interface GraphNode {
  /** Unique within the graph, and the same as long as the names stay. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** Of a dataset `depot:collection/dataset`, or its address as written where that is not certain. */
  readonly name: string;
  /** Id of the box that holds it: of a step its job, of a job its workflow, of a workflow the job that runs it. */
  readonly within?: string;
  /** Of a job that runs no workflow, as written. */
  readonly stack?: string;
  readonly file: string;
  /** Of its name; of a dataset the first address of it. */
  readonly range: Range;
}

/** `data`: the second reads, or is, what the first gives. `order`: the first, a job, must have ended before the second. */
export interface GraphEdge {
  readonly kind: "data" | "order";
  readonly from: string;
  readonly to: string;
}

/** A pipeline as it is written, and what became of it when it ran: what its picture shows. */
export interface PipelinePreview {
  /** Differs where another pipeline is meant: what the user chose and zoomed is kept as long as it stays. */
  readonly about: string;
  readonly graph: PipelineGraph;
  /** Files that can't be read as they are now: of them the graph shows what they held before. */
  readonly broken: readonly string[];
  /** The last run. */
  readonly run?: RunResult;
  /** `running`: the next run; `stale`: something was changed after the run began. */
  readonly state: "not-run" | "running" | "done" | "stale";
  /** First rows of datasets, where nobody can be asked for them later. */
  readonly datasets?: readonly DataResult[];
}

export interface JoinResult {
  readonly version: 1;
  readonly joins: readonly JoinFigures[];
}

export type Cardinality = "1:1" | "1:N" | "N:1" | "N:M";

export interface JoinFigures {
  readonly file: string;
  readonly range: Range;
  readonly left: JoinSide;
  readonly right: JoinSide;
  readonly resultRows: number;
  /** The most right rows any left row meets, and the other way round. */
  readonly maxMatches: { readonly leftToRight: number; readonly rightToLeft: number };
  readonly observed: Cardinality;
  readonly declared: Cardinality | null;
  readonly verdict: "no-match" | "mismatch" | "fan-out" | "ok";
  readonly kind?: "inner" | "left" | "right" | "full" | "cross" | "semi" | "anti";
  /** The join as its author wrote it; absent where it is written as columns. */
  readonly sql?: string;
  /** The first rows of the join, of both sides' columns; absent where they could not be had. */
  readonly firstRows?: {
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly Cell[])[];
  };
  /** The join could not be measured: the reason, in one sentence; all figures are 0 then. */
  readonly error?: string;
}

export interface JoinSide {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rows: number;
  readonly nullKeys: number;
  /** Rows of this side that find no partner, null keys included. */
  readonly unmatched: number;
  /** Some keys without a partner; several columns are joined with ` | `. */
  readonly sample: readonly string[];
  /** Rows by the number of rows of the other side that they meet; together they are all rows. */
  readonly partners?: readonly Partners[];
  /** Keys that the other side does not have; absent for a join on another condition. */
  readonly orphanKeys?: KeyCounts;
  /** Keys that several rows of this side have; absent for a join on another condition. */
  readonly duplicateKeys?: KeyCounts;
}

/** Rows that meet `from` to `to` rows of the other side. */
export interface Partners {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

export interface KeyCounts {
  /** Different keys, nulls left out. */
  readonly keys: number;
  /** Those that most rows have, with the number of these rows. */
  readonly examples: readonly { readonly key: string; readonly rows: number }[];
}

export interface QualityResult {
  readonly version: 1;
  readonly checks: readonly QualityOutcome[];
  readonly summary: Readonly<Record<Outcome, number>>;
}

export interface QualityOutcome {
  readonly file: string;
  readonly range: Range;
  readonly dataset: string;
  /** The check line as written. */
  readonly check: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly value: number | string | null;
  readonly failedRows?: {
    readonly count: number;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly Cell[])[];
  };
  readonly message: string;
}

/** A page of a dataset's rows. */
export interface DataResult {
  readonly version: 1;
  readonly dataset: string;
  /** Path of the sample file or folder that the rows come from, or null for rows that a workflow wrote. */
  readonly sample: string | null;
  readonly columns: readonly Column[];
  /** Rows of the whole dataset. */
  readonly total: number;
  /** The order of the whole dataset, of which this is a page; null: as the dataset has them. */
  readonly sort: Sort | null;
  /** Number of the first row of the page, from 0. */
  readonly offset: number;
  readonly rows: readonly (readonly Cell[])[];
  /** Changes when the dataset may hold other rows than before. */
  readonly fingerprint: string;
  /** The dataset could not be read: the reason, in one sentence. */
  readonly error?: string;
}

/** By the values of a column, nulls last either way, equal ones in the dataset's own order. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface ExportResult {
  readonly version: 1;
  /** Rows written. */
  readonly rows: number;
  /** Nothing was written: the reason, in one sentence. */
  readonly error?: string;
}

export interface ProfileResult {
  readonly version: 1;
  readonly datasets: readonly DatasetProfile[];
}

export interface DatasetProfile {
  readonly dataset: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** The dataset could not be read: the reason, in one sentence. */
  readonly error?: string;
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  readonly distinct: number;
  readonly min: Cell;
  readonly max: Cell;
  readonly mean: number | null;
  /** 0.25, 0.5 and 0.75 of numeric and temporal columns. */
  readonly quantiles: readonly Cell[] | null;
  readonly topValues: readonly { readonly value: Cell; readonly count: number }[];
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

export interface InitResult {
  readonly version: 1;
  /** Nothing was written: this is what would be. */
  readonly dryRun: boolean;
  readonly config: {
    readonly file: string;
    /** `broken`: it has errors, so nothing is added to it. */
    readonly status: "created" | "extended" | "unchanged" | "broken";
    /** What is added: names by kind. */
    readonly external: Readonly<Record<string, readonly string[]>>;
    /** Not added: names so near to one that is defined here that they are probably misspelt. */
    readonly leftOut: readonly { readonly kind: string; readonly name: string; readonly like: string }[];
  };
  readonly datasets: readonly InitDataset[];
}

/** A dataset that something reads and no job that runs here writes. */
export interface InitDataset {
  readonly dataset: string;
  /** `kept`: there is a sample already; `none`: there can be none, and the notes say why. */
  readonly status: "created" | "kept" | "none";
  readonly file?: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Files from which its columns are known. */
  readonly readBy: readonly string[];
  /** What could not be inferred or done, and what to mind, one sentence each. */
  readonly notes: readonly string[];
}
