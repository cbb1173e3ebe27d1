import fc from "fast-check";
import { expect, test } from "vitest";
import { factsOf } from "../manifest/facts.fixture.ts";
import { noFacts, type FileFacts } from "../manifest/facts.ts";
import { decodeFacts, encodeFacts } from "./facts-json.ts";

const flare = (parameters: string) => `
  name: wf
  version: v1
  type: workflow
  workflow:
    dag:
      - name: load
        spec:
          stack: flare:7.0
          compute: runnable-default
          stackSpec:
            job:
              steps:
                - sequence:
                    - name: cleaned
                      sql: SELECT 1
                      functions:
                        - name: rename
                          ${parameters}
`;

const bundle = `
  name: all
  version: v1beta
  type: bundle
  bundle:
    resources:
      - id: crm
        spec:
          name: crm
          version: v2alpha
          type: depot
          depot:
            type: S3
`;

test.each([
  ["nothing of ours", "on: push"],
  ["broken text", "name: crm\ntype: depot\nversion: v2alpha\ndepot: ["],
  ["a manifest inside another", bundle],
  ["a parameter with the name of the prototype", flare("__proto__: { a: 1 }")],
  ["what looks like a link", flare("links: [[[facts], [manifests]]]")],
])("facts are the same afterwards: %s", (_, text) => {
  const facts = plain(factsOf(text));
  expect(decodeFacts(encodeFacts(facts) ?? "")).toEqual(facts);
});

test("whatever the parameters of a function", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const facts = plain(factsOf(flare(`value: ${JSON.stringify(value)}`)));
      const line = encodeFacts(facts);
      if (line !== undefined) expect(decodeFacts(line)).toEqual(facts);
    }),
  );
});

test("one object in two places is one object afterwards", () => {
  const { manifests } = decodeFacts(encodeFacts(factsOf(bundle)) ?? "");
  const [outer, inner] = manifests;
  expect(inner?.nested).toBe(true);
  expect(outer?.body?.type === "bundle" && outer.body.items[0]?.spec).toBe(inner);

  const [workflow] = decodeFacts(encodeFacts(factsOf(flare("to: x"))) ?? "").manifests;
  const job = workflow?.body?.type === "workflow" ? workflow.body.jobs[0]?.body : undefined;
  expect(workflow?.sqls).toHaveLength(1);
  expect(job?.type === "flare" && job.steps[0]?.sql).toBe(workflow?.sqls[0]);
});

test.each([".inf", "-.inf", ".nan", "-0.0"])("facts that JSON can't say are not encoded: %s", (value) => {
  expect(encodeFacts(factsOf(flare(`value: ${value}`)))).toBeUndefined();
});

test("facts that hold themselves are not encoded", () => {
  const circular: Record<string, unknown> = {};
  circular["itself"] = circular;
  const facts = { ...noFacts, problems: [circular] } as unknown as FileFacts;
  expect(encodeFacts(facts)).toBeUndefined();
});

function plain({ manifests, problems, broken, reliable }: FileFacts): FileFacts {
  return { manifests, problems, broken, reliable };
}
