import { expect, test } from "vitest";
import type { JobRun, RunResult, StepRun } from "../../../server/run/results.ts";
import { figuresOf } from "./figures.ts";
import { graphOf } from "./graph.fixture.ts";
import { labelOf, spokenLabel } from "./labels.ts";

const graph = graphOf(`
workflow w
  job j
    input unread
    step s1
    step s2
  job scan
dataset a
dataset b
a → s1
s1 → s2
s2 → b
`);

const step = (name: string, more: Partial<StepRun> = {}): StepRun => ({
  ...{ name, rows: 7, columns: [], milliseconds: 3, fidelity: "exact" },
  ...more,
});
const error = {
  message: "No such column.",
  file: "a.yml",
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
};

function runOf(...jobs: readonly JobRun[]): RunResult {
  return { version: 1, workflows: [{ name: "w", file: "a.yml", status: "ok", jobs }] };
}

function said(run: RunResult | undefined, drawn = graph): Record<string, string> {
  const figures = figuresOf(drawn, run);
  return Object.fromEntries(
    drawn.nodes.map((node) => {
      const { title, detail } = labelOf({ node }, figures.get(node.id));
      return [title, `${figures.get(node.id)?.status ?? "unknown"}: ${detail}`];
    }),
  );
}

const skipped: JobRun = { name: "scan", status: "skipped", reason: "Only there.", steps: [], outputs: [] };

test("before a run every node says what it is", () => {
  expect(said(undefined)).toMatchObject({ j: "unknown: job", s1: "unknown: step", a: "unknown: dataset" });
});

test("after a run steps have rows and time, and what was written has its rows", () => {
  const outputs = [{ dataset: "b", rows: 7 }];
  const run = runOf({ name: "j", status: "ok", steps: [step("s1"), step("s2")], outputs }, skipped);
  expect(said(run)).toMatchObject({
    ...{ j: "ok: 7 rows · 6 ms", s1: "ok: 7 rows · 3 ms", s2: "ok: 7 rows · 3 ms" },
    ...{ scan: "skipped: skipped", a: "unknown: dataset" },
  });
  expect(figuresOf(graph, run).get("dataset b")).toMatchObject({
    status: "ok",
    rows: 7,
    step: { name: "s2" },
  });
});

test("what comes after a failed step was skipped, and so was what it would have written", () => {
  const steps = [step("s1", { rows: undefined, error })];
  const run = runOf({ name: "j", status: "failed", reason: "s1 failed.", steps, outputs: [] });
  expect(said(run)).toMatchObject({
    ...{ j: "failed: failed", s1: "failed: failed", s2: "skipped: skipped" },
    ...{ unread: "skipped: skipped", b: "skipped: skipped", a: "unknown: dataset" },
  });
});

test("what was not there when it ran has no figures", () => {
  const run = runOf({ name: "j", status: "ok", steps: [step("s1")], outputs: [] });
  expect(figuresOf(graph, run).has("step s2")).toBe(false);
  expect(figuresOf(graphOf("workflow other\n  job j\n    step s1"), run).size).toBe(0);
});

test("steps of one name have their figures in turn", () => {
  const twice = graphOf("workflow w\n  job j\n    step s\n    input s");
  const nodes = twice.nodes.map((node) =>
    node.kind === "input" ? { ...node, kind: "step" as const } : node,
  );
  const steps = [step("s", { rows: 1 }), step("s", { rows: 2 })];
  const figures = figuresOf({ ...twice, nodes }, runOf({ name: "j", status: "ok", steps, outputs: [] }));
  expect([...figures.values()].map(({ rows }) => rows)).toEqual([undefined, 1, 2]);
});

test("who can't see a node hears all of it", () => {
  const figures = figuresOf(
    graph,
    runOf({ name: "j", status: "ok", steps: [step("s1", { fidelity: "approximate" })], outputs: [] }),
  );
  const [node] = graph.nodes.filter(({ id }) => id === "step s1");
  expect(node && spokenLabel({ node }, figures.get("step s1"))).toBe(
    "s1 7 rows · 3 ms, step, ok, approximate",
  );
});
