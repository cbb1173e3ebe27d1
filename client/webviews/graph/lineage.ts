import type { GraphEdge } from "../../../server/run/results.ts";

export type Direction = "upstream" | "downstream";

/** The nodes that data comes to or from, from some nodes on, these included. */
export function reach(
  edges: readonly GraphEdge[],
  from: Iterable<string>,
  direction: Direction,
): ReadonlySet<string> {
  const data = edges.filter(({ kind }) => kind === "data");
  const next = Map.groupBy(data, (edge) => (direction === "downstream" ? edge.from : edge.to));
  const reached = new Set(from);
  // What is added while it is walked through is walked through as well.
  for (const id of reached)
    for (const edge of next.get(id) ?? []) reached.add(direction === "downstream" ? edge.to : edge.from);
  return reached;
}
