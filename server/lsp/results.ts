import { noResults, withJoins, withQuality, withRun, type LastResults } from "../features/last-results.ts";
import type { DataMethod, Requests } from "./protocol.ts";

/** What commands of this session have found out last, by root of the workspace. */
export class Results {
  readonly #byRoot = new Map<string, LastResults>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  of(root: string): LastResults {
    return this.#byRoot.get(root) ?? noResults;
  }

  note<M extends DataMethod>(root: string, method: M, data: Requests[M]["result"]["data"]): void {
    const before = this.of(root);
    const after = taking[method]?.(before, data as never);
    if (!after) return;
    this.#byRoot.set(root, after);
    this.#onChange();
  }
}

type Taking = {
  readonly [M in DataMethod]?: (before: LastResults, data: Requests[M]["result"]["data"]) => LastResults;
};

const taking: Taking = { "dps/run": withRun, "dps/quality": withQuality, "dps/join": withJoins };
