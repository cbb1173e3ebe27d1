import type { OffsetRange } from "../../text/range.ts";

/** What is known of a workspace's data products, as a tree that can be shown as it is. */
export interface ProductTree {
  /** How many there are in the workspace. */
  readonly manifests: number;
  readonly products: readonly ProductNode[];
  /** Manifests that belong to no product, in a group for each of their kinds. */
  readonly others: readonly ProductNode[];
}

export interface ProductNode {
  readonly kind: NodeKind;
  /** Of a group one of `Group`, or the kind of the manifests in it. */
  readonly name: string;
  /** What tells it apart from namesakes, such as a dataset's depot and collection. */
  readonly detail?: string;
  /** Where it is written. */
  readonly place?: NodePlace;
  /** The workflow of that name, in the file at `place`, can be run. */
  readonly workflow?: string;
  /** Key of a dataset whose rows can be looked at. */
  readonly dataset?: string;
  /** How many quality checks of the dataset stand in the file at `place`. */
  readonly checks?: number;
  /** Of what can be run, and of what holds such things. */
  readonly state?: RunState;
  readonly children: readonly ProductNode[];
}

export type NodeKind =
  | "product"
  | "group"
  | "input"
  | "workflow"
  | "dataset"
  | "checks"
  | "lens"
  | "lens-table"
  | "monitor"
  | "pager"
  | "resource";

/** The parts of a product, in the order that they are shown in. */
export const groups = [
  "inputs",
  "workflows",
  "datasets",
  "checks",
  "lens",
  "monitors",
  "pagers",
  "resources",
] as const;

export type Group = (typeof groups)[number];

export interface NodePlace {
  /** Relative to the root. */
  readonly file: string;
  readonly range: OffsetRange;
}

/** What became of it when it ran last. */
export type RunState = "passed" | "failed" | "skipped" | "not-run";
