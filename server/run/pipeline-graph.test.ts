import { expect, test } from "vitest";
import { expectResult } from "../../test/support/command-line.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";
import { pipelineGraph } from "./pipeline-graph.ts";
import type { PipelineGraphOptions } from "./pipeline-graph.ts";

/** The graph as lines: nodes as `kind id`, those in a box below it, then edges as `from → to`. */
async function graphOf(files: Readonly<Record<string, string>>, options?: PipelineGraphOptions) {
  const { session } = await openWorkspace(files);
  const graph = await pipelineGraph(session.project, session.sql, options);
  expectResult("graph", graph);
  const { nodes, edges } = graph;
  const below = (box: string | undefined, indent: string): string[] =>
    nodes
      .filter(({ within }) => within === box)
      .flatMap(({ id, kind, name }) => [`${indent}${kind} ${name}`, ...below(id, `${indent}  `)]);
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? "?";
  return [
    ...below(undefined, ""),
    ...edges.map(({ kind, from, to }) => `${nameOf(from)} ${kind === "data" ? "→" : "⇢"} ${nameOf(to)}`),
  ];
}

const spending = workflow("spending", {
  name: "sum",
  inputs: { orders: "shop:sales/orders", customers: "shop:sales/customers" },
  steps: {
    totals: "SELECT customer, sum(amount) AS total FROM orders GROUP BY customer",
    by_city: "SELECT c.city, t.total FROM Totals t JOIN customers c ON c.name = t.customer",
  },
  outputs: { by_city: "lake:sales/by_city" },
});

test("a step is connected with what its SQL reads, and datasets stand outside of the job that uses them", async () => {
  expect(await graphOf({ "spending.yml": spending })).toEqual([
    "workflow spending",
    "  job sum",
    "    step totals",
    "    step by_city",
    "dataset shop:sales/orders",
    "dataset shop:sales/customers",
    "dataset lake:sales/by_city",
    "shop:sales/orders → totals",
    "totals → by_city",
    "shop:sales/customers → by_city",
    "by_city → lake:sales/by_city",
  ]);
});

test("a super-DAG holds the workflows that it runs, in its order, and what one writes leads to who reads it", async () => {
  const copy = (from: string, to: string) => ({
    name: `make-${to}`,
    inputs: { source: `lake:sales/${from}` },
    steps: { [to]: "SELECT * FROM source" },
    outputs: { [to]: `lake:sales/${to}` },
  });
  const files = {
    "all.yml": workflow(
      "all",
      { name: "one", file: "one.yml" },
      { name: "two", file: "two.yml", needs: ["one"] },
    ),
    "one.yml": workflow("first", copy("a", "b")),
    "two.yml": workflow("second", copy("b", "c")),
  };
  expect(await graphOf(files, { files: ["all.yml"] })).toEqual([
    "workflow all",
    "  job one",
    "    workflow first",
    "      job make-b",
    "        step b",
    "  job two",
    "    workflow second",
    "      job make-c",
    "        step c",
    "dataset lake:sales/a",
    "dataset lake:sales/b",
    "dataset lake:sales/c",
    "lake:sales/a → b",
    "b → lake:sales/b",
    "lake:sales/b → c",
    "c → lake:sales/c",
    "one ⇢ two",
  ]);
});

test.each<[string, Parameters<typeof workflow>[1], readonly string[]]>([
  ["a job of another stack is a node", { name: "scan", stack: "scanner:2.0" }, ["workflow w", "  job scan"]],
  [
    "an input that nothing reads stands there, apart",
    { inputs: { a: "x:y/a", b: "x:y/b" }, steps: { s: "SELECT 1 FROM a" } },
    [
      ...["workflow w", "  job job-1", "    input b", "    step s", "dataset x:y/a", "dataset x:y/b"],
      ...["x:y/b → b", "x:y/a → s"],
    ],
  ],
  [
    "an input that is written as it is leads to the dataset",
    { inputs: { a: "x:y/a" }, steps: { s: "SELECT 1" }, outputs: { a: "x:y/copy" } },
    [
      ...["workflow w", "  job job-1", "    input a", "    step s", "dataset x:y/a", "dataset x:y/copy"],
      ...["x:y/a → a", "a → x:y/copy"],
    ],
  ],
  [
    "a later step of the same name takes the place of the first",
    { inputs: { a: "x:y/a" }, steps: { a: "SELECT 1 FROM a", b: "SELECT 1 FROM a" } },
    ["workflow w", "  job job-1", "    step a", "    step b", "dataset x:y/a", "x:y/a → a", "a → b"],
  ],
  [
    "SQL that is half written keeps its edges",
    { inputs: { a: "x:y/a", b: "x:y/b" }, steps: { s: "SELECT x, FROM a LEFT JOIN `b` ON" } },
    [
      ...["workflow w", "  job job-1", "    step s", "dataset x:y/a", "dataset x:y/b"],
      ...["x:y/a → s", "x:y/b → s"],
    ],
  ],
  [
    "an address that is not certain is a dataset under that name",
    { inputs: { a: "${DEPOT}:y/a" }, steps: { s: "SELECT 1 FROM a" } },
    [
      ...["workflow w", "  job job-1", "    step s", "dataset dataos://${DEPOT}:y/a"],
      "dataos://${DEPOT}:y/a → s",
    ],
  ],
])("%s", async (_, job, expected) => {
  expect(await graphOf({ "w.yml": workflow("w", job) })).toEqual(expected);
});

test("jobs of one name are two nodes", async () => {
  const { session } = await openWorkspace({ "w.yml": workflow("w", { name: "j" }, { name: "j" }) });
  const { nodes } = await pipelineGraph(session.project, session.sql);
  expect(nodes.map(({ id }) => id)).toEqual(["w.yml#w", "w.yml#w/j", "w.yml#w/j~2"]);
});

test("a node knows where its name stands", async () => {
  const { session } = await openWorkspace({ "spending.yml": spending });
  const { nodes } = await pipelineGraph(session.project, session.sql);
  const lines = spending.split("\n");
  const texts = nodes.map(({ range: { start, end } }) =>
    lines[start.line]?.slice(start.character, end.character).replaceAll('"', ""),
  );
  expect(texts).toEqual([
    ...[
      "spending",
      "sum",
      "dataos://shop:sales/orders",
      "dataos://shop:sales/customers",
      "totals",
      "by_city",
    ],
    "dataos://lake:sales/by_city",
  ]);
});

test("only the chosen workflow is drawn", async () => {
  const files = { "a.yml": workflow("a", { name: "x" }), "b.yml": workflow("b", { name: "y" }) };
  expect(await graphOf(files, { files: ["b.yml"] })).toEqual(["workflow b", "  job y"]);
  expect(await graphOf(files, { workflow: "a" })).toEqual(["workflow a", "  job x"]);
});
