import type { GraphEdge, GraphNode, PipelineGraph } from "../../../server/run/results.ts";
import { reach } from "./lineage.ts";

/** What is drawn of a pipeline: jobs as boxes around their steps, or each as one node. */
export interface VisibleGraph {
  readonly nodes: readonly VisibleNode[];
  readonly boxes: readonly Box[];
  /** Data connects nodes, order connects jobs, be they boxes or nodes. */
  readonly edges: readonly GraphEdge[];
}

export interface VisibleNode {
  readonly node: GraphNode;
  /** Id of the box around it. */
  readonly box?: string;
  /** The steps that a collapsed job hides. */
  readonly steps?: number;
}

export interface Box {
  readonly node: GraphNode;
  /** Name of the workflow that the job is part of, where there are several. */
  readonly workflow?: string;
}

export interface Visibility {
  /** Ids of jobs whose steps are hidden. */
  readonly collapsed: ReadonlySet<string>;
  /** Ids of the nodes to show, by which their boxes show too; undefined: all. */
  readonly only?: ReadonlySet<string>;
}

/** Workflows and jobs that run one are no boxes: their order shows in what leads to what. */
export function visibleGraph(graph: PipelineGraph, { collapsed, only }: Visibility): VisibleGraph {
  const inside = Map.groupBy(graph.nodes, ({ within }) => within ?? "");
  const shown = new Map<string, VisibleNode | Box>();
  for (const node of graph.nodes) {
    const held = inside.get(node.id) ?? [];
    if (node.kind === "workflow") continue;
    if (node.kind === "job" && held.some(({ kind }) => kind === "workflow")) continue;
    if (node.kind !== "job" || held.length === 0) shown.set(node.id, { node, box: boxOf(node, collapsed) });
    else if (collapsed.has(node.id)) shown.set(node.id, { node, steps: held.length });
    else shown.set(node.id, { node, workflow: workflowOf(node, graph) });
  }
  const isBox = ({ node }: VisibleNode | Box) =>
    node.kind === "job" && inside.has(node.id) && !collapsed.has(node.id);
  const hidden = new Map(
    graph.nodes.flatMap(({ id, within }) => (within && collapsed.has(within) ? [[id, within] as const] : [])),
  );
  const nodes = [...shown.values()].filter(
    (each): each is VisibleNode => !isBox(each) && !hidden.has(each.node.id),
  );
  const isWanted = ({ node: { id }, steps }: VisibleNode) =>
    !only || only.has(id) || (steps !== undefined && inside.get(id)?.some((held) => only.has(held.id)));
  const kept = nodes.filter(isWanted);
  const boxes = [...shown.values()].filter(
    (each) => isBox(each) && kept.some(({ box }) => box === each.node.id),
  );
  const known = new Set([...kept, ...boxes].map(({ node }) => node.id));
  const data = graph.edges
    .filter(({ kind }) => kind === "data")
    .map(({ from, to }) => ({ from: hidden.get(from) ?? from, to: hidden.get(to) ?? to }));
  const edges = [
    ...data.map((ends): GraphEdge => ({ kind: "data", ...ends })),
    ...(only ? [] : orderEdges(graph, inside)),
  ];
  return { nodes: kept, boxes, edges: distinct(edges.filter((edge) => joins(edge, known))) };
}

function boxOf({ kind, within }: GraphNode, collapsed: ReadonlySet<string>): string | undefined {
  return (kind === "step" || kind === "input") && within && !collapsed.has(within) ? within : undefined;
}

function workflowOf({ within }: GraphNode, { nodes }: PipelineGraph): string | undefined {
  const workflows = nodes.filter(({ kind }) => kind === "workflow");
  return workflows.length > 1 ? workflows.find(({ id }) => id === within)?.name : undefined;
}

/** Order between jobs that do something themselves, where data does not lead from one to the other anyway. */
function orderEdges(
  graph: PipelineGraph,
  inside: ReadonlyMap<string, readonly GraphNode[]>,
): readonly GraphEdge[] {
  const order = graph.edges.filter(({ kind }) => kind === "order");
  return order.flatMap(({ from, to }) =>
    jobsOf(from, "last").flatMap((last) => {
      const fed = reach(graph.edges, [last, ...insideOf(last)], "downstream");
      return jobsOf(to, "first")
        .filter((first) => ![first, ...insideOf(first)].some((id) => fed.has(id)))
        .map((first): GraphEdge => ({ kind: "order", from: last, to: first }));
    }),
  );

  function insideOf(id: string): readonly string[] {
    return (inside.get(id) ?? []).map((node) => node.id);
  }

  /** The job itself, or the jobs that the workflow it runs begins or ends with. */
  function jobsOf(id: string, end: "first" | "last"): readonly string[] {
    const workflows = (inside.get(id) ?? []).filter(({ kind }) => kind === "workflow");
    if (workflows.length === 0) return [id];
    const jobs = workflows.flatMap((workflow) => insideOf(workflow.id));
    const inner = order.map((edge) => (end === "first" ? edge.to : edge.from));
    return jobs.filter((job) => !inner.includes(job)).flatMap((job) => jobsOf(job, end));
  }
}

function joins({ from, to }: GraphEdge, known: ReadonlySet<string>): boolean {
  return from !== to && known.has(from) && known.has(to);
}

function distinct(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify([edge.kind, edge.from, edge.to]), edge])).values()];
}
