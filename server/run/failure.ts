import { EngineError } from "../engine/engine.ts";
import type { EngineErrorKind } from "../engine/engine.ts";
import type { OffsetRange } from "../text/range.ts";

/** Why something of a manifest did not run, and at which of its places. */
export interface Failure {
  readonly status: "failure";
  readonly message: string;
  readonly range: OffsetRange;
  /** Where the engine itself failed. */
  readonly kind?: EngineErrorKind;
  /** It is not wrong, but only the platform can run it. */
  readonly unsupported?: boolean;
}

export function failure(message: string, range: OffsetRange): Failure {
  return { status: "failure", message, range };
}

export function isFailure(value: object): value is Failure {
  return "status" in value && value.status === "failure";
}

/** The engine's error as a failure at the place that `rangeOf` finds for its offset; other errors are thrown on. */
export function engineFailure(
  error: unknown,
  rangeOf: (offset: number | undefined, message: string) => OffsetRange,
): Failure {
  if (!(error instanceof EngineError)) throw error;
  return { ...failure(error.message, rangeOf(error.offset, error.message)), kind: error.kind };
}
