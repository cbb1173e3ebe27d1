import type { FidelityVerdict } from "../sql/spark/fidelity.ts";
import type { Fidelity } from "./results.ts";

export const exact: FidelityVerdict = { fidelity: "exact", notes: [] };

/** What is made of several parts is worth as much as the least of them. */
export function combine(...verdicts: readonly FidelityVerdict[]): FidelityVerdict {
  const worst = verdicts.reduce((a, b) => (ranks[b.fidelity] > ranks[a.fidelity] ? b : a), exact);
  return { fidelity: worst.fidelity, notes: [...new Set(verdicts.flatMap(({ notes }) => notes))] };
}

const ranks: Readonly<Record<Fidelity, number>> = { exact: 0, approximate: 1, unsupported: 2 };
