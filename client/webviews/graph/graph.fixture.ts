import type { GraphEdge, GraphNode, GraphNodeKind, PipelineGraph } from "../../../server/run/results.ts";

/**
 * A graph from lines: `kind name`, indented below the box that holds it, and `name → name` for data or
 * `name ⇢ name` for order. A node's id is its kind and name.
 */
export function graphOf(text: string): PipelineGraph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const boxes: string[] = [];
  const start = { line: 0, character: 0 };
  const idOf = (name = "") => nodes.find((node) => node.name === name)?.id ?? name;
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, from, arrow, to] = /^\s*(\S+) ([→⇢]) (\S+)$/.exec(line) ?? [];
    if (arrow !== undefined) {
      edges.push({ kind: arrow === "→" ? "data" : "order", from: idOf(from), to: idOf(to) });
      continue;
    }
    const depth = (line.length - line.trimStart().length) / 2;
    const [kind = "", name = ""] = line.trim().split(" ");
    const id = `${kind} ${name}`;
    boxes[depth] = id;
    const within = depth === 0 ? undefined : boxes[depth - 1];
    nodes.push({
      id,
      kind: kind as GraphNodeKind,
      name,
      within,
      file: "a.yml",
      range: { start, end: start },
    });
  }
  return { version: 1, nodes, edges };
}

/** A super-DAG of two workflows; the second reads what the first writes. */
export const superDag = graphOf(`
workflow all
  job one
    workflow first
      job make-b
        step s1
        step s2
  job two
    workflow second
      job make-c
        step s3
  job scan
dataset a
dataset b
dataset c
a → s1
s1 → s2
s2 → b
b → s3
s3 → c
one ⇢ two
one ⇢ scan
`);
