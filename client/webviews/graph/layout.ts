import { Graph, layout as dagreLayout } from "@dagrejs/dagre";
import type { GraphEdge } from "../../../server/run/results.ts";
import { curve, type Curve, type Orientation, type Point, type Rect } from "./curve.ts";
import type { VisibleGraph } from "./visible-graph.ts";

/** Where everything stands, in pixels at a zoom of 1; the drawing begins at 0, 0. */
export interface Layout {
  readonly orientation: Orientation;
  readonly width: number;
  readonly height: number;
  /** Of nodes and boxes, by id. */
  readonly places: ReadonlyMap<string, Rect>;
  readonly edges: readonly DrawnEdge[];
}

export type DrawnEdge = GraphEdge & Curve;

export interface LayoutOptions {
  readonly orientation: Orientation;
  /** Width of a node in pixels, by its id. */
  widthOf(id: string): number;
}

export const nodeHeight = 46;
/** Above the nodes of a box stands its name. */
export const boxHeader = 28;
export const boxPadding = 12;
const margin = 16;

/** Lays a graph out in layers, so that what is read stands before what reads it. */
export function layOut({ nodes, boxes, edges }: VisibleGraph, options: LayoutOptions): Layout {
  const { orientation, widthOf } = options;
  const graph = new Graph({ compound: boxes.length > 0, multigraph: true });
  graph.setGraph({ rankdir: orientation, nodesep: 26, ranksep: orientation === "LR" ? 44 : 36, edgesep: 12 });
  for (const { node } of boxes) graph.setNode(node.id, {});
  for (const { node, box } of nodes) {
    graph.setNode(node.id, { width: widthOf(node.id), height: nodeHeight });
    if (box !== undefined) graph.setParent(node.id, box);
  }
  for (const edge of edges) {
    for (const last of endsOf(edge.from, "last", { nodes, edges }))
      for (const first of endsOf(edge.to, "first", { nodes, edges }))
        graph.setEdge(last, first, { weight: edge.kind === "data" ? 2 : 1 }, edge.kind);
  }
  dagreLayout(graph);

  const placed = new Map(nodes.map(({ node: { id } }) => [id, rectOf(graph.node(id))]));
  for (const { node } of boxes)
    placed.set(
      node.id,
      around(nodes.flatMap((each) => (each.box === node.id ? (placed.get(each.node.id) ?? []) : []))),
    );
  const { x, y, width, height } = bounds([...placed.values()]);
  const shift = <At extends Point>(at: At): At => ({ ...at, x: at.x - x + margin, y: at.y - y + margin });
  const places = new Map([...placed].map(([id, rect]) => [id, shift(rect)]));
  return {
    orientation,
    width: width + 2 * margin,
    height: height + 2 * margin,
    places,
    edges: edges.flatMap((edge) => {
      const [from, to] = [places.get(edge.from), places.get(edge.to)];
      const label = graph.edge(edge.from, edge.to, edge.kind) as { points?: Point[] } | undefined;
      const bends = (label?.points ?? []).slice(1, -1).map(shift);
      if (!from || !to) return [];
      const others = nodes.flatMap(({ node: { id } }) =>
        id === edge.from || id === edge.to ? [] : (places.get(id) ?? []),
      );
      return { ...edge, ...curve(from, to, { bends, orientation, obstacles: others }) };
    }),
  };
}

/** The node itself, or the nodes of a box that its data ends or begins with. */
function endsOf(
  id: string,
  end: "first" | "last",
  { nodes, edges }: Omit<VisibleGraph, "boxes">,
): readonly string[] {
  const held = nodes.flatMap(({ node, box }) => (box === id ? node.id : []));
  if (held.length === 0) return [id];
  return held.filter(
    (each) =>
      !edges.some(({ from, to }) =>
        end === "last" ? from === each && held.includes(to) : to === each && held.includes(from),
      ),
  );
}

/** dagre tells the middle of a node. */
function rectOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Rect>): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function around(nodes: readonly Rect[]): Rect {
  const { x, y, width, height } = bounds(nodes);
  return {
    x: x - boxPadding,
    y: y - boxHeader,
    width: width + 2 * boxPadding,
    height: height + boxHeader + boxPadding,
  };
}

function bounds(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}
