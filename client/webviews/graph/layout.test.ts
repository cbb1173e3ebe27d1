import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PipelineGraph } from "../../../server/run/results.ts";
import type { Orientation, Rect } from "./curve.ts";
import { graphOf, superDag } from "./graph.fixture.ts";
import { layOut } from "./layout.ts";
import { nextFrom, type ArrowKey } from "./navigation.ts";
import { visibleGraph } from "./visible-graph.ts";

const layoutOf = (graph: PipelineGraph, orientation: Orientation = "LR") => {
  const visible = visibleGraph(graph, { collapsed: new Set() });
  return { visible, layout: layOut(visible, { orientation, widthOf: () => 150 }) };
};

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Jobs with steps that read datasets, earlier steps and what other jobs write. */
const pipelines = fc
  .array(fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((jobs) => {
    const lines = jobs.flatMap((reads, job) => [
      `  job j${job}`,
      ...reads.map((_, step) => `    step s${job}.${step}`),
    ]);
    const datasets = Array.from({ length: 10 }, (_, index) => `dataset d${index}`);
    const edges = jobs.flatMap((reads, job) => [
      ...reads.map((dataset, step) => `d${dataset} → s${job}.${step}`),
      ...reads.slice(1).map((_, step) => `s${job}.${step} → s${job}.${step + 1}`),
      `s${job}.${reads.length - 1} → d${(job + (reads[0] ?? 0) + 1) % 10}`,
    ]);
    return graphOf(["workflow w", ...lines, ...datasets, ...edges].join("\n"));
  });

describe.each<Orientation>(["LR", "TB"])("laid out %s", (orientation) => {
  test("nothing covers anything, and a box holds its own and nothing else", () => {
    fc.assert(
      fc.property(pipelines, (graph) => {
        const { visible, layout } = layoutOf(graph, orientation);
        const placeOf = (id: string) => layout.places.get(id) ?? { x: NaN, y: NaN, width: 0, height: 0 };
        const rects = visible.nodes.map(({ node }) => placeOf(node.id));
        for (const [index, one] of rects.entries())
          for (const other of rects.slice(index + 1)) expect(overlap(one, other)).toBe(false);
        for (const { node: box } of visible.boxes) {
          for (const { node, box: own } of visible.nodes)
            expect(overlap(placeOf(box.id), placeOf(node.id))).toBe(own === box.id);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("all of it is within the drawing", () => {
    const { layout } = layoutOf(superDag, orientation);
    for (const { x, y, width, height } of layout.places.values()) {
      expect(Math.min(x, y)).toBeGreaterThan(0);
      expect(x + width).toBeLessThan(layout.width);
      expect(y + height).toBeLessThan(layout.height);
    }
  });
});

test("what is read stands before what reads it", () => {
  const { layout } = layoutOf(superDag);
  const xs = ["dataset a", "step s1", "step s2", "dataset b", "step s3", "dataset c"].map(
    (id) => layout.places.get(id)?.x ?? NaN,
  );
  expect(xs).toEqual(xs.toSorted((one, other) => one - other));
});

test("every edge is drawn, those between boxes too", () => {
  const { visible, layout } = layoutOf(superDag);
  expect(layout.edges).toHaveLength(visible.edges.length);
  for (const { path } of layout.edges) expect(path).toMatch(/^M[-\d.,CL ]+$/);
});

test("a graph without anything has a size", () => {
  expect(layoutOf(graphOf("")).layout.places.size).toBe(0);
});

describe("arrow keys", () => {
  const { layout } = layoutOf(superDag);
  test.each<[string, ArrowKey, string | undefined]>([
    ["dataset a", "right", "step s1"],
    ["step s2", "right", "dataset b"],
    ["dataset b", "left", "step s2"],
    ["dataset c", "right", undefined],
    ["dataset a", "left", undefined],
  ])("%s, %s: %s", (from, key, to) => {
    expect(nextFrom(from, key, layout)).toBe(to);
  });

  test("lead to every node from the first", () => {
    const reached = new Set(["dataset a"]);
    for (const id of reached) {
      for (const key of ["left", "right", "up", "down"] as const) {
        const next = nextFrom(id, key, layout);
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...layout.places.keys()].filter((id) => !reached.has(id) && id !== "job scan")).toEqual([]);
  });
});
