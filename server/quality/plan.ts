import type { Column, Table } from "../engine/engine.ts";
import type { Labels } from "../sodacl/configuration.ts";
import type { Verdict } from "./verdict.ts";

/** A table that checks look at. */
export interface CheckedTable {
  /** Quoted name, or anything else that stands after FROM. */
  readonly relation: string;
  readonly columns: readonly Column[];
  /** The column types were guessed from text (CSV, JSON): widths and kinds of numbers say nothing about the platform's. */
  readonly typesGuessed?: boolean;
  /** Predicate, as DuckDB SQL, that its rows must meet. */
  readonly where?: string;
}

/** SQL of ours for one number or one small table; `over: "rows"` are aggregates that share a scan of the dataset. */
export interface Measurement {
  readonly over: "rows" | "itself";
  readonly sql: string;
  /** Most rows of the result that are looked at; 1 when undefined. */
  readonly limit?: number;
}

/** A result, or why there is none, in one sentence. */
export type Measured = Table | { readonly error: string };

/** What a check needs, and what its numbers mean: a check without a database. */
export interface Plan {
  readonly labels: Labels;
  readonly measurements: readonly Measurement[];
  /** Patterns of the author's that the engine must be able to run. */
  readonly patterns?: readonly string[];
  /** @param measured results of `measurements`, in their order, none of them an error */
  readonly judge: (measured: readonly Table[]) => Verdict;
  /** Yields the rows at fault. */
  readonly failingRows?: { readonly sql: string; readonly limit?: number };
}

/** A check whose outcome needs no data. */
export interface Settled {
  readonly labels: Labels;
  readonly verdict: Verdict;
}
