import type { GraphNodeKind } from "../../../server/run/results.ts";

/** Lines on a grid of 16, in the colour of the kind; the words beside them say the same. */
const paths: Readonly<Record<GraphNodeKind, string>> = {
  // A cylinder.
  dataset:
    "M13.5 4a5.5 2 0 1 1-11 0 5.5 2 0 1 1 11 0v8c0 1.1-2.5 2-5.5 2s-5.5-.9-5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2",
  // A table with its head.
  step: "M2 3h12v10H2zM2 6.5h12M6.5 6.5V13",
  // A hexagon around a point.
  job: "M8 1.5l5.6 3.25v6.5L8 14.5l-5.6-3.25v-6.5zM10 8a2 2 0 1 1-4 0 2 2 0 1 1 4 0",
  // An arrow into a box.
  input: "M7 3h6.5v10H7M1.5 8h7M6 5.5L8.5 8 6 10.5",
  // A box that leads to another.
  workflow: "M1.5 2.5h5v4h-5zM9.5 9.5h5v4h-5zM4 6.5v5h5.5",
};

/** Within an SVG, with its upper left corner at the point given, or by itself. */
export function KindIcon({ kind, x = 0, y = 0 }: { kind: GraphNodeKind; x?: number; y?: number }) {
  return (
    <svg class={`kind ${kind}`} x={x} y={y} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[kind]} fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />
    </svg>
  );
}
