import { expect, test } from "vitest";
import { depot, flare } from "../../test/support/manifests.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import { deriveFacts } from "./facts.ts";
import { FilledIn } from "./fill-in.ts";
import type { FlareJob, Manifest } from "./model.ts";
import { sqlRange } from "./sql-range.ts";

const values = new Map([
  ["LAKE", "devlake"],
  ["LIMIT", "10"],
]);

const text = flare({
  name: "orders",
  input: "dataos://${LAKE}:raw/orders",
  output: "dataos://${OTHER}:sales/orders",
  sql: "SELECT * FROM source LIMIT ${LIMIT}",
});

const manifestsOf = (yaml: string) => deriveFacts(yaml, { schemas: builtinSchemas }).manifests;
const flareOf = ([manifest]: readonly Manifest[]) =>
  (manifest?.body?.type === "workflow" ? manifest.body.jobs[0]?.body : undefined) as FlareJob;

test("addresses, SQL and symbols get their values, at the places of the file", () => {
  const before = manifestsOf(text);
  const after = new FilledIn(values).manifests(before);
  const { inputs, steps } = flareOf(after);
  expect(inputs[0]?.dataset?.value).toBe("dataos://devlake:raw/orders");
  expect(inputs[0]?.dataset?.range).toEqual(flareOf(before).inputs[0]?.dataset?.range);
  const sql = steps[0]?.sql;
  expect(sql?.value).toBe("SELECT * FROM source LIMIT 10");
  // What the value's places would be in the file is not known, so problems are on all of it.
  expect(sql && sqlRange(sql, { start: 0, end: 6 })).toEqual(sql?.range);
  const dataset = after[0]?.references.find(({ symbols }) => symbols.includes("dataset"));
  expect(dataset).toMatchObject({ name: "devlake:raw/orders", open: false });
});

test("what has no value stays a placeholder", () => {
  const [manifest] = new FilledIn(values).manifests(manifestsOf(text));
  expect(manifest?.definitions.find(({ symbol }) => symbol === "dataset")).toMatchObject({
    name: "${OTHER}:sales/orders",
    open: true,
  });
});

test("manifests without variables are the same objects", () => {
  const before = manifestsOf(depot("crm"));
  expect(new FilledIn(values).manifests(before)).toBe(before);
});

test("a manifest inside another one is the same object in both places", () => {
  const bundle = `
name: all
version: v1beta
type: bundle
bundle:
  resources:
    - id: lake
      spec:
        name: "\${LAKE}"
        version: v2alpha
        type: depot
        depot: {type: BIGQUERY, bigquery: {project: shop}}
`;
  const [outer, inner] = new FilledIn(values).manifests(manifestsOf(bundle));
  expect(inner?.name?.value).toBe("devlake");
  expect(outer?.body?.type === "bundle" && outer.body.items[0]?.spec).toBe(inner);
});
