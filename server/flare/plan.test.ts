import { expect, test } from "vitest";
import type { FlareJob, FlareStep, SqlText } from "../manifest/model.ts";
import { datasetOf, planFlareJob } from "./plan.ts";

const range = { start: 0, end: 0 };

function at(value: string) {
  return { value, range };
}

function sql(value: string): SqlText {
  return { dialect: "spark", form: "statement", value, source: value, range };
}

function step(name: string, text: string, ...functions: string[]): FlareStep {
  const calls = functions.map((called) => ({ name: at(called), parameters: {}, range }));
  return { name: at(name), sql: sql(text), functions: calls, range };
}

function job(parts: Partial<FlareJob>): FlareJob {
  return { type: "flare", sparkSettings: [], inputs: [], steps: [], outputs: [], complete: true, ...parts };
}

const input = {
  name: at("Orders"),
  dataset: at("dataos://shop:sales/orders?acl=r"),
  options: {},
  optionRanges: {},
  range,
};

test("a step sees the inputs and the latest of each earlier step, and no later one", () => {
  const { inputs, steps, outputs, obstacles } = planFlareJob(
    job({
      inputs: [input],
      steps: [
        step("a", "SELECT 1"),
        step("orders", "SELECT 2"),
        step("A", "SELECT 3"),
        step("last", "SELECT 4"),
      ],
      outputs: [{ name: at("ORDERS"), dataset: at("dataos://lake:sales/out"), saveMode: "Overwrite", range }],
    }),
    7,
  );
  const names = [...inputs, ...steps].map(({ relation }) => relation);
  const [orders, a, shadow, a2] = names;
  expect(new Set(names).size).toBe(5);
  expect(steps.map(({ relations }) => relations)).toEqual([
    { orders },
    { orders, a },
    { orders: shadow, a },
    { orders: shadow, a: a2 },
  ]);
  expect(outputs).toMatchObject([{ relation: shadow, dataset: "lake:sales/out", mode: "overwrite" }]);
  expect(obstacles).toEqual([]);
});

test("plans of different scopes share no relation", () => {
  const same = job({ inputs: [input], steps: [step("a", "SELECT 1")] });
  const [one, other] = [planFlareJob(same, 1), planFlareJob(same, 2)];
  expect(one.steps[0]?.relation).not.toBe(other.steps[0]?.relation);
});

test("statements that only steer Spark make no view", () => {
  const steps = ["CACHE TABLE orders", "set spark.x=1", " refresh table orders"].map((text, index) =>
    step(`s${index}`, text),
  );
  expect(planFlareJob(job({ inputs: [input], steps }), 1)).toMatchObject({ steps: [], obstacles: [] });
});

test.each<[string, Partial<FlareJob>, string]>([
  ["steps in other files", { complete: false }, "stand in other files"],
  ["an input without a name", { inputs: [{ ...input, name: undefined }] }, "has no name"],
  ["a step without a name", { steps: [{ ...step("x", "SELECT 1"), name: undefined }] }, "has no name"],
  [
    "a step of a class",
    { steps: [{ name: at("x"), external: "classpath", functions: [], range }] },
    "classpath instead of sql",
  ],
  ["a function it does not know", { steps: [step("x", "SELECT 1", "renam")] }, 'did you mean "rename"?'],
  [
    "an output of no step",
    { inputs: [input], outputs: [{ name: at("order"), dataset: at("dataos://a:b/c"), range }] },
    'did you mean "orders"?',
  ],
])("%s is an obstacle", (_, parts, message) => {
  expect(planFlareJob(job(parts), 1).obstacles[0]?.message).toContain(message);
});

test.each([
  ["dataos://a:b/c?acl=rw", undefined, "a:b/c"],
  ["dataos://a:b?acl=rw", "out", "a:b/out"],
  ["dataos://a:b", undefined, undefined],
  ["dataos://a:${X}/c", undefined, undefined],
  ["nonsense", "out", undefined],
])("%s (output %s) is the dataset %s", (address, name, dataset) => {
  expect(datasetOf(address, name)).toBe(dataset);
});
