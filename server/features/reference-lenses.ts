import type { Manifest } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { occurrencesOf } from "./symbols/occurrences.ts";
import { symbolAt } from "./symbols/symbol-at.ts";
import type { KnownWorkspace, Occurrence } from "./symbols/symbol.ts";

/** Where counts of references are offered: at what others can name, and not at the views and members of one job or table. */
export function countedDefinitions(manifests: readonly Manifest[]): readonly OffsetRange[] {
  return manifests.flatMap(({ definitions }) =>
    definitions
      .filter(({ symbol, open, implied }) => !open && !implied && !uncounted.has(symbol))
      .map(({ range }) => range),
  );
}

const uncounted: ReadonlySet<string> = new Set(["step-view", "incident", "bundle-item", "lens-member"]);

/** All who use what is defined at an offset. */
export function referencesTo(file: string, offset: number, known: KnownWorkspace): readonly Occurrence[] {
  const found = symbolAt(file, offset, known);
  return found ? occurrencesOf(found.symbol, known).filter(({ role }) => role === "reference") : [];
}

export function countTitle(count: number): string {
  return count === 1 ? "1 reference" : `${count === 0 ? "no" : count} references`;
}
