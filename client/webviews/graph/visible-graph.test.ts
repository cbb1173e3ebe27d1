import { expect, test } from "vitest";
import { graphOf, superDag } from "./graph.fixture.ts";
import { reach } from "./lineage.ts";
import { visibleGraph, type Visibility } from "./visible-graph.ts";

function shown(visibility: Partial<Visibility> = {}, graph = superDag) {
  const { nodes, boxes, edges } = visibleGraph(graph, { collapsed: new Set(), ...visibility });
  return {
    nodes: nodes.map(({ node, box }) => (box === undefined ? node.name : `${node.name} in ${box}`)),
    boxes: boxes.map(({ node }) => node.name),
    edges: edges.map(({ kind, from, to }) => `${from} ${kind === "data" ? "→" : "⇢"} ${to}`),
  };
}

test("jobs with steps are boxes, and order shows where data does not lead there anyway", () => {
  expect(shown()).toEqual({
    nodes: ["s1 in job make-b", "s2 in job make-b", "s3 in job make-c", "scan", "a", "b", "c"],
    boxes: ["make-b", "make-c"],
    edges: [
      ...["dataset a → step s1", "step s1 → step s2", "step s2 → dataset b", "dataset b → step s3"],
      ...["step s3 → dataset c", "job make-b ⇢ job scan"],
    ],
  });
});

test("a collapsed job is one node, to which the edges of its steps lead", () => {
  expect(shown({ collapsed: new Set(["job make-b"]) })).toEqual({
    nodes: ["make-b", "s3 in job make-c", "scan", "a", "b", "c"],
    boxes: ["make-c"],
    edges: [
      ...["dataset a → job make-b", "job make-b → dataset b", "dataset b → step s3", "step s3 → dataset c"],
      "job make-b ⇢ job scan",
    ],
  });
});

test("only what was asked for is shown, in its boxes", () => {
  expect(shown({ only: reach(superDag.edges, ["dataset b"], "upstream") })).toEqual({
    nodes: ["s1 in job make-b", "s2 in job make-b", "a", "b"],
    boxes: ["make-b"],
    edges: ["dataset a → step s1", "step s1 → step s2", "step s2 → dataset b"],
  });
  expect(shown({ only: reach(superDag.edges, ["dataset b"], "downstream") }).nodes).toEqual([
    "s3 in job make-c",
    "b",
    "c",
  ]);
});

test("what is asked for inside of a collapsed job shows as the job", () => {
  const only = reach(superDag.edges, ["dataset b"], "upstream");
  expect(shown({ only, collapsed: new Set(["job make-b"]) }).nodes).toEqual(["make-b", "a", "b"]);
});

test("order between workflows of several jobs leads from the last of one to the first of the other", () => {
  const graph = graphOf(`
workflow all
  job one
    workflow first
      job x
      job y
  job two
    workflow second
      job z
x ⇢ y
one ⇢ two
`);
  expect(shown({}, graph).edges).toEqual(["job x ⇢ job y", "job y ⇢ job z"]);
});

test("data that goes round comes to an end", () => {
  const graph = graphOf("dataset a\nstep s\na → s\ns → a");
  expect([...reach(graph.edges, ["step s"], "downstream")]).toEqual(["step s", "dataset a"]);
});
