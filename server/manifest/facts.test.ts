import { expect, test } from "vitest";
import { builtinSchemas } from "../schema/builtin.ts";
import { factsOf, manifestOf, symbolsIn } from "./facts.fixture.ts";
import { deriveFacts } from "./facts.ts";

test("a resource defines its name, with version and workspace", () => {
  const { definitions } = manifestOf(`
    name: nightly
    version: v1beta
    type: worker
    workspace: research
    worker: {}
  `);
  expect(definitions).toEqual([
    {
      symbol: "worker",
      name: "nightly",
      range: { start: 6, end: 13 },
      version: "v1beta",
      workspace: "research",
    },
  ]);
});

test("addresses become datasets and depots, wherever they stand", () => {
  const text = `
    name: wf-orders
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
                inputs:
                  - name: raw
                    dataset: dataos://crm:sales/orders?acl=r
                steps:
                  - sequence:
                      - name: final
                        sql: SELECT * FROM raw
                outputs:
                  - name: final
                    dataset: "dataos://lakehouse:sales/orders?acl=rw"
  `;
  expect(symbolsIn(text)).toEqual([
    "+workflow wf-orders",
    "+job load",
    "stack flare",
    "compute runnable-default",
    "+step-view raw",
    "dataset crm:sales/orders",
    "depot crm",
    "+step-view final",
    "step-view final",
    "+dataset lakehouse:sales/orders",
    "depot lakehouse",
  ]);
});

test("symbols of a job or a Flare job belong to their scope", () => {
  const { definitions, references } = manifestOf(`
    name: wf-orders
    version: v1
    type: workflow
    workflow:
      dag:
        - name: one
          file: one.yml
        - name: two
          file: two.yml
          dependencies: [one]
  `);
  const one = definitions.find(({ name }) => name === "one");
  expect(one?.scope).toBe("/workflow");
  expect(references.find(({ name }) => name === "one")?.scopes).toEqual(["/workflow"]);
  expect(definitions.find(({ symbol }) => symbol === "workflow")?.scope).toBeUndefined();
});

test("a name with a placeholder is open, the rest of its address is not", () => {
  const text = `
    name: \${{name}}
    version: v1
    type: cluster
    cluster:
      compute: $COMPUTE
      type: minerva
      minerva:
        replicas: 1
        depots:
          - address: dataos://lakehouse:\${COLLECTION}
  `;
  expect(symbolsIn(text)).toEqual([
    "+cluster ${{name}} (open)",
    "compute $COMPUTE (open)",
    "depot lakehouse",
  ]);
});

test("a malformed address is a problem with a fix, and no symbol", () => {
  const { problems, references } = manifestOf(`
    name: mycluster
    version: v1
    type: cluster
    cluster:
      compute: runnable-default
      type: minerva
      minerva:
        replicas: 1
        depots:
          - address: dataos:////lakehouse
  `);
  const found = problems.filter(({ rule }) => rule === "malformed-address");
  expect(found).toHaveLength(1);
  expect(references.map(({ name }) => name)).toEqual(["runnable-default"]);
});

test("an id refers to a resource by type, version and workspace", () => {
  const text = `
    name: sales-dp
    version: v1beta
    entity: product
    type: data
    v1beta:
      data:
        resource:
          refType: dataos
          ref: bundle:v1beta:sales-bundle
        inputs:
          - refType: dataos
            ref: dataset:lakehouse:sales:orders
        ports:
          lens:
            refType: dataos
            ref: lens:v1alpha:sales-lens:public
  `;
  expect(symbolsIn(text)).toEqual([
    "+data-product sales-dp",
    "bundle sales-bundle",
    "dataset lakehouse:sales/orders @ lakehouse:sales:orders",
    "depot lakehouse",
    "lens sales-lens",
  ]);
  const lens = manifestOf(text).references.find(({ name }) => name === "sales-lens");
  expect(lens).toMatchObject({ symbols: ["lens"], version: "v1alpha", workspace: "public", scopes: [] });
});

test("a reference with version and workspace beside its name carries them", () => {
  const { references } = manifestOf(`
    name: sales-dp
    version: v1alpha
    entity: product
    type: data
    v1alpha:
      data:
        resources:
          - type: workflow
            version: v1
            name: wf-orders
            workspace: research
            refType: dataos
  `);
  expect(references).toEqual([
    expect.objectContaining({
      symbols: ["workflow"],
      name: "wf-orders",
      version: "v1",
      workspace: "research",
    }),
  ]);
});

test("secrets in plain text are noted, those filled in later are not", () => {
  const text = `
    name: crm-r
    version: v1
    type: instance-secret
    instance-secret:
      type: key-value-properties
      acl: r
      data:
        username: $USER
        password: hunter2
  `;
  const { manifests, text: dedented } = factsOf(text);
  const secrets = manifests[0]?.secrets?.map(({ start, end }) => dedented.slice(start, end));
  expect(secrets).toContain("hunter2");
  expect(secrets).not.toContain("$USER");
});

test("documents of one file are manifests of their own, a list of resources as well", () => {
  const depot = "name: a\nversion: v2alpha\ntype: depot\ndepot: {}\n";
  const secret = "name: b\nversion: v1\ntype: secret\nsecret: {}\n";
  const kinds = (text: string) => factsOf(text).manifests.map(({ kind }) => kind);
  expect(kinds(`${depot}---\nanything: else\n---\n${secret}`)).toEqual(["depot", "secret"]);
  expect(
    kinds("- name: a\n  version: v1\n  type: depot\n- name: b\n  version: v1\n  type: secret\n"),
  ).toEqual(["depot", "secret"]);
});

test("a manifest inside a bundle is a manifest, marked as nested, with places in the file", () => {
  const text = `
    name: sales
    version: v1beta
    type: bundle
    bundle:
      resources:
        - id: source
          spec:
            name: crm
            version: v1
            type: depot
            depot:
              type: BIGQUERY
        - id: load
          file: load.yml
          dependencies: [source]
  `;
  const { manifests } = factsOf(text);
  expect(manifests.map(({ kind, nested }) => [kind, nested])).toEqual([
    ["bundle", undefined],
    ["depot", true],
  ]);
  const [bundle, depot] = manifests;
  expect(bundle?.body?.type === "bundle" && bundle.body.items[0]?.spec).toBe(depot);
  expect(symbolsIn(text)).toEqual([
    "+bundle sales",
    "+bundle-item source",
    "+depot crm",
    "+bundle-item load",
    "bundle-item source",
  ]);
});

test("a manifest that an alias puts inside itself is read once", () => {
  const text = `
    &all
    name: sales
    version: v1beta
    type: bundle
    bundle:
      resources:
        - id: me
          spec: *all
  `;
  expect(factsOf(text).manifests.map(({ kind }) => kind)).toEqual(["bundle"]);
});

test.each([
  ["empty", ""],
  ["no manifest", "on: push\njobs: {}\n"],
  ["broken, of another tool", "apiVersion: v1\nkind: [\n"],
])("nothing is said of a text that is %s", (_, text) => {
  expect(deriveFacts(text, { schemas: builtinSchemas })).toMatchObject({ manifests: [], problems: [] });
});

test.each([
  ["that may be anything", "PK\u0003\u0004\u0000\ufffd\u0000", "hint"],
  ["that says it is a manifest", "name: a\nversion: v1\ntype: depot\ndepot: \u0000\n", "error"],
])("what is no text can't be read: a file %s", (_, text, severity) => {
  expect(deriveFacts(text, { schemas: builtinSchemas })).toMatchObject({
    manifests: [],
    broken: true,
    problems: [
      { rule: "yaml-syntax", severity, message: expect.stringMatching(/^This is not a text file/) as string },
    ],
  });
});

test("broken text that meant to be a manifest has its syntax reported", () => {
  const { broken, problems } = factsOf("name: a\nversion: v1\ntype: depot\ndepot: [\n");
  expect(broken).toBe(true);
  expect(problems.length).toBeGreaterThan(0);
});

test("of broken text only the syntax is reported, unless nothing but the lines typed last is broken", () => {
  const whole = "name: a\nversion: v1\ntype: workflow\nworkflow:\n  shedule: x\n  dag: []\n";
  const broken = `${whole}  more: [\n`;
  const rules = (edited?: { start: number; end: number }) => {
    const { manifests, problems } = deriveFacts(broken, { schemas: builtinSchemas, edited });
    return [problems.map(({ rule }) => rule), manifests.flatMap((manifest) => manifest.problems.length > 0)];
  };
  expect(rules()).toEqual([["yaml-syntax"], [false]]);
  expect(rules({ start: broken.length - 2, end: broken.length - 1 })).toEqual([["yaml-syntax"], [true]]);
});

test("facts are plain data that survive being written down", () => {
  const facts = deriveFacts("name: a\nversion: v1\ntype: depot\ndepot:\n  type: S3\n", {
    schemas: builtinSchemas,
  });
  expect(structuredClone(facts)).toEqual(facts);
});
