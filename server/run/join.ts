import { measureLensJoins } from "./lens-joins.ts";
import type { RunEvents } from "./jobs.ts";
import type { JoinResult } from "./results.ts";
import type { Session } from "./session.ts";
import { measureStepJoins } from "./step-joins.ts";

export interface JoinRequest extends RunEvents {
  /** The joins of these files, relative to the root; undefined: of all. */
  readonly files?: readonly string[];
  /** Only those of `STEP`, `JOB/STEP`, or of the Lens relationship `TABLE.TARGET`. */
  readonly selector?: string;
  readonly signal?: AbortSignal;
  /** Of each query; joins by other conditions than equality are bounded by nothing else. Default: 30 seconds. */
  readonly timeoutMilliseconds?: number;
}

/**
 * The figures of joins on sample data: those that steps make, in the order in which SQL runs them, and the
 * relationships of Lens models. Datasets that are missing are made first. A join that can't be measured says why.
 * Rejects with the signal's reason when it is cancelled, and for nothing else.
 */
export async function measureJoins(session: Session, request: JoinRequest = {}): Promise<JoinResult> {
  const { files, selector, signal, timeoutMilliseconds = 30_000, onProgress } = request;
  const options = { files, signal, timeoutMilliseconds, onProgress };
  const selected = parseSelector(selector);
  const steps = selected.kind === "relationship" ? [] : await measureStepJoins(session, selected, options);
  const lenses = selected.kind === "step" ? [] : await measureLensJoins(session, selected, options);
  signal?.throwIfAborted();
  return { version: 1, joins: [...steps, ...lenses] };
}

export type JoinSelector =
  | { readonly kind: "all" }
  | { readonly kind: "step"; readonly job?: string; readonly step: string }
  | { readonly kind: "relationship"; readonly table: string; readonly target: string };

/** Names of steps hold no point, and names of jobs no slash. */
export function parseSelector(text: string | undefined): JoinSelector {
  if (text === undefined || text === "") return { kind: "all" };
  const slash = text.indexOf("/");
  if (slash >= 0) return { kind: "step", job: text.slice(0, slash), step: text.slice(slash + 1) };
  const point = text.indexOf(".");
  if (point >= 0) return { kind: "relationship", table: text.slice(0, point), target: text.slice(point + 1) };
  return { kind: "step", step: text };
}
