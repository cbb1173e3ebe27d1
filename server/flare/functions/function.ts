/**
 * A Flare function turns a frame, the rows a step has so far, into another. Here it is a plan: which columns the
 * result has and how each is computed, so that nothing needs an engine to be tested.
 */
export interface FlareFunctionDefinition {
  readonly name: string;
  /** Parameters that must be there. */
  readonly required: readonly string[];
  /** `approximate` when Spark's rows may differ; the note says in which cases. */
  readonly fidelity: "exact" | "approximate";
  readonly note?: string;
  /** Why these parameters can't be run here, known before anything runs. */
  unsupported?(parameters: Parameters): string | undefined;
  /** A query over the frame whose first column `plan` needs to know. */
  question?(parameters: Parameters, frame: Frame): Question | Refusal;
  plan(parameters: Parameters, frame: Frame, answers: readonly Cell[]): Plan | Refusal;
}

export interface Frame {
  readonly columns: readonly FrameColumn[];
}

export interface FrameColumn {
  /** As Spark calls it: two columns may have one name. */
  readonly name: string;
  /** As the engine calls it: unique. */
  readonly id: string;
  /** The engine's type name. */
  readonly type: string;
}

export interface Plan {
  readonly columns: readonly PlannedColumn[];
  /** Keeps one row for each combination of these engine expressions. */
  readonly distinctOn?: readonly string[];
  /** Groups by these engine expressions. */
  readonly groupBy?: readonly string[];
  readonly warnings?: readonly string[];
}

export interface PlannedColumn {
  readonly name: string;
  readonly value: Expression;
}

/** In the engine's SQL, or in Spark's where its rules are subtle: that is translated like any other. */
export type Expression = { readonly duckdb: string } | { readonly spark: string };

export interface Question {
  readonly sql: string;
}

/** What is wrong, in one sentence. */
export interface Refusal {
  readonly refused: string;
}

export type Parameters = Readonly<Record<string, unknown>>;
export type Cell = unknown;

export function isRefusal(value: object): value is Refusal {
  return "refused" in value;
}
