import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../test/support/problems.ts";
import { builtinSchemas } from "../../schema/builtin.ts";
import { migrate, type Migration, type MigrationContext } from "./migrate.ts";

const alone = { file: "it.yml", schemas: builtinSchemas, fileOf: () => undefined, exists: () => false };

function move(text: string, around: Partial<MigrationContext> = {}): Migration | undefined {
  return migrate({ ...alone, text, ...around });
}

const fixture = (name: string) =>
  readFileSync(join(dirname(dirname(import.meta.dirname)), "schema/fixtures", `${name}.yaml`), "utf8");

const lens = `
name: shop
description: What the shop sells
owner: mreuter
entities:
  - name: customer
    description: Who buys
    sql:
      query: >
        SELECT id, name, born FROM lake.shop.customer WHERE country = '{{country:CH}}'
      columns:
        - name: id
        - name: name
        - name: born
      tables:
        - lake.shop.customer
    fields:
      - name: id
        type: number
        column: id
        primary: true
      - name: name
        type: string
        description: As on the {card}
        column: name
      - name: born
        type: date
        column: born
    dimensions:
      - name: initial
        type: string
        sql_snippet: substr(\${customer.name}, 1, 1)
        hidden: true
      - name: spent
        type: number
        sql_snippet: \${sale.total}
        sub_query: true
    measures:
      - name: customers
        type: count
        sql_snippet: \${id}
  - name: sale
    sql:
      query: SELECT s.id, s.customer_id, s.amount FROM lake.shop.sale s JOIN \${customer.sql()} c ON c.id = s.customer_id;
      columns:
        - name: id
        - name: customer_id
        - name: amount
    fields:
      - name: sale_id
        type: number
        column: id
        primary: true
      - name: customer_id
        type: number
        column: customer_id
      - name: amount
        type: number
        column: amount
      - name: paid
        type: bool
        sql_snippet: \${ENTITY.amount} > 0
    measures:
      - name: total
        type: sum
        sql_snippet: \${sale.amount}
      - name: so_far
        type: running_total
        sql_snippet: \${sale.amount}
    relationships:
      - type: N:1
        field: customer_id
        target:
          name: customer
          field: id
        verified: true
`;

describe("depot v1 to v2alpha", () => {
  test("settings get the name of the source, credentials their own secret; comments and style stay", () => {
    const moved = move(`# The shop's own.
name: shop
version: v1 # old
type: depot
depot:
  type: POSTGRES
  external: true   # not ours
  connectionSecret:
  - acl: r
    type: key-value-properties
    data:
      username: \${SHOP_USER}
  spec:
    # behind the firewall
    host: {{host}}
    port: 5432
    database: [shop]
`);
    expect(moved?.title).toBe("Move to depot v2alpha");
    expect(moved?.notes).toEqual([]);
    expect(moved?.text).toBe(`name: shop-r
version: v1
type: instance-secret
layer: user
description: Credentials of the depot shop
instance-secret:
  type: key-value-properties
  acl: r
  data:
    username: \${SHOP_USER}
---
# The shop's own.
name: shop
version: v2alpha # old
type: depot
depot:
  type: POSTGRES
  external: true # not ours
  secrets:
  - name: shop-r
    allKeys: true
  postgresql:
    # behind the firewall
    host: {{host}}
    port: 5432
    database: [shop]
`);
  });

  test.each([
    ["S3", "s3"],
    ["BIGQUERY", "bigquery"],
    ["SQLSERVER", "jdbc"],
    ["databricks", "jdbc"],
    ["Kafka", "kafka"],
  ])("the settings of %s stand in %s", (type, section) => {
    const moved = move(`name: a\nversion: v1\ntype: depot\ndepot:\n  type: ${type}\n  spec:\n    x: 1\n`);
    expect(moved?.text).toContain(`\n  ${section}:\n    x: 1\n`);
  });

  test("what has no counterpart is said and stays", () => {
    const moved = move(`name: a
version: v1
type: depot
depot:
  type: S3
  dataosSecrets:
    - name: keys
      workspace: public
  connectionSecret:
    - acl: r
  s3:
    bucket: a
  spec:
    bucket: b
`);
    expect(moved?.notes).toEqual([
      expect.stringContaining("both `spec` and `s3`"),
      expect.stringContaining('"keys" was a secret of the workspace public'),
      expect.stringContaining("no `acl` or no `data`"),
    ]);
    expect(moved?.text).toContain("spec:\n    bucket: b");
    expect(moved?.text).toContain("connectionSecret:\n    - acl: r");
  });

  test("the other documents of the file keep every byte", () => {
    const other = "name:   lake\nversion: v2alpha\ntype: depot\ndepot: {type:  S3}\n";
    const moved = move(`${other}---\n${fixture("depot.v1.minimal")}---\n${other}`);
    expect(moved?.text?.startsWith(`${other}---\n`)).toBe(true);
    expect(moved?.text?.endsWith(`---\n${other}`)).toBe(true);
  });
});

describe("data product v1alpha to v1beta", () => {
  test("its resources are a bundle with the manifests that are known", () => {
    const moved = move(fixture("data-product.v1alpha.full"), {
      file: "products/rentals.yml",
      fileOf: (kind, name) => (kind === "workflow" && name === "ingestion" ? "flows/in.yml" : undefined),
    });
    expect(moved?.newFiles).toEqual([
      {
        path: "products/rentals-bundle.yml",
        text: `name: rentals-bundle
version: v1beta
type: bundle
layer: user
description: What the data product rentals deploys
bundle:
  resources:
    # workflow v1: Loads the bookings; ingestion
    - id: ingestion
      file: flows/in.yml
      workspace: public
    # depot v2alpha: The booking system; source
    - id: booking
      file: <manifest of the depot booking>
`,
      },
    ]);
    expect(moved?.notes[0]).toBe(
      'No manifest of the depot "booking" is here; complete its `file` in products/rentals-bundle.yml.',
    );
  });

  test("people, datasets, domain and use cases are written anew", () => {
    const { text = "" } = move(fixture("data-product.v1alpha.full")) ?? {};
    expect(text).toContain("version: v1beta\n");
    expect(text).toContain("  - DPDomain.rentals\n  - DPUsecase.fleet planning\n");
    expect(text).toContain("    collaborators:\n      - name: mreuter\n      - name: jsommer\n");
    expect(text).toContain("ref: bundle:v1beta:rentals-bundle\n");
    expect(text).toContain("ref: dataset:booking:public:bookings\n");
    expect(text).not.toMatch(/v1alpha|dataos:\/\/|domain:|useCases/);
  });

  test("a bundle that is there already is not overwritten", () => {
    const moved = move(fixture("data-product.v1alpha.full"), {
      exists: (path) => path === "rentals-bundle.yml",
    });
    expect(moved?.newFiles[0]?.path).toBe("rentals-bundle-2.yml");
    expect(moved?.text).toContain("bundle:v1beta:rentals-bundle-2");
  });
});

describe("Lens 1 to Lens 2", () => {
  const moved = move(lens, { file: "old/lens.yml" });
  const file = (path: string) => moved?.newFiles.find((each) => each.path === path)?.text;

  test("the old file stays, and a folder comes into being beside it", () => {
    expect(moved?.text).toBeUndefined();
    expect(moved?.newFiles.map(({ path }) => path)).toEqual([
      "old/shop/deployment.yml",
      "old/shop/model/tables/customer.yml",
      "old/shop/model/sqls/customer.sql",
      "old/shop/model/tables/sale.yml",
      "old/shop/model/sqls/sale.sql",
    ]);
  });

  test("fields and dimensions are dimensions, with references as Lens 2 writes them", () => {
    expect(file("old/shop/model/tables/customer.yml")).toBe(`tables:
  - name: customer
    sql: {{ load_sql('customer') }}
    description: Who buys
    meta:
      tables:
        - lake.shop.customer
    dimensions:
      - name: id
        type: number
        column: id
        primary_key: true
      - name: name
        type: string
        column: name
        description: As on the card
      - name: born
        type: time
        column: born
      - name: initial
        type: string
        sql: substr({TABLE.name}, 1, 1)
        public: false
      - name: spent
        type: number
        sql: "{sale.total}"
        sub_query: true
    measures:
      - name: customers
        type: count
        sql: "{id}"
`);
  });

  test("relationships are joins, running totals are windows", () => {
    const table = file("old/shop/model/tables/sale.yml");
    expect(table).toContain(
      '- name: customer\n        relationship: many_to_one\n        sql: "{TABLE.customer_id} = {customer.id}"\n',
    );
    expect(table).toContain("rolling_window:\n          trailing: unbounded\n");
    expect(table).toContain("type: boolean\n");
  });

  test("queries are files of SQL that hold what they took from others, and parameters their defaults", () => {
    expect(file("old/shop/model/sqls/customer.sql")).toBe(
      "SELECT id, name, born FROM lake.shop.customer WHERE country = 'CH'\n",
    );
    expect(file("old/shop/model/sqls/sale.sql")).toMatch(/JOIN \(\nSELECT id, name.*\n\) c ON [^;]*\n$/);
  });

  test("what is lost is said", () => {
    const said = moved?.notes.join("\n");
    for (const lost of [
      "verified: true",
      'parameter "country"',
      "running total",
      "delete old/lens.yml",
      "`date`",
    ])
      expect(said).toContain(lost);
  });

  test("members of an entity that is extended are taken over", () => {
    const extended = move(
      `${lens}  - name: vip\n    extend: customer\n    measures:\n      - name: vips\n        type: count\n`,
    );
    const table = extended?.newFiles.find(({ path }) => path.endsWith("tables/vip.yml"))?.text;
    expect(table).toContain("- name: initial\n");
    expect(table).toContain("- name: vips\n");
    expect(extended?.newFiles.find(({ path }) => path.endsWith("sqls/vip.sql"))?.text).toContain(
      "lake.shop.customer",
    );
  });
});

const customer = `  - name: customer
    sql:
      query: SELECT customer_id FROM customers
      columns:
        - name: customer_id
    fields:
      - name: customer_id
        type: number
        column: customer_id
        primary: true
`;

test.each([
  ["depot.v1.full", fixture("depot.v1.full")],
  ["data-product.v1alpha.full", fixture("data-product.v1alpha.full")],
  ["data-product.v1alpha.minimal", fixture("data-product.v1alpha.minimal")],
  ["depot.v1.minimal", fixture("depot.v1.minimal")],
  ["Lens 1", lens],
  ["lens-1.full, with the entity it refers to", `${fixture("lens-1.full")}${customer}`],
])("%s has no error once it is moved, and nothing is left to move", async (_name, text) => {
  const moved = move(text, { file: "old/it.yml" });
  expect(moved).toBeDefined();
  const files = [
    ...(moved?.text === undefined ? [] : [{ path: "old/it.yml", text: moved.text }]),
    ...(moved?.newFiles ?? []),
  ];
  const problems = await problemsOf(files.map((each) => `#- ${each.path}\n${each.text}`).join(""));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  if (moved?.text !== undefined) expect(move(moved.text)).toBeUndefined();
});

test.each([
  ["other YAML", "services:\n  web: {}\n"],
  ["newer layouts", fixture("depot.v2alpha.minimal") + "---\n" + fixture("data-product.v1beta.minimal")],
  ["broken YAML", "name: a\nversion: v1\ntype: depot\ndepot: [\n"],
  ["a depot of no type", "name: a\nversion: v1\ntype: depot\ndepot:\n  spec: {}\n"],
  ["nothing", ""],
])("there is nothing to move in %s", (_what, text) => {
  expect(move(text)).toBeUndefined();
});

test("names that lead out of the folder, and queries that hold each other, do no harm", () => {
  const hostile = Array.from({ length: 9 }, (_, index) => {
    const others = Array.from({ length: 9 }, (_, other) => `\${e${other}.sql()}`).join(" UNION ");
    return `  - name: e${index}\n    sql:\n      query: ${others}\n    fields: []\n`;
  });
  const moved = move(
    `name: ../../x\nentities:\n${hostile.join("")}  - name: ../../../y\n    sql: {query: SELECT 1}\n    fields: []\n`,
  );
  expect(moved?.newFiles.filter(({ path }) => path.includes(".."))).toEqual([]);
  expect(Math.max(...(moved?.newFiles ?? []).map(({ text }) => text.length))).toBeLessThan(100_000);
});

test("whatever is cut out of an old file, moving it throws nothing, and no file lands outside its folder", () => {
  const texts = [lens, fixture("depot.v1.full"), fixture("data-product.v1alpha.full")];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(3000), fc.nat(80), (text, at, length) => {
      const cut = text.slice(0, at) + text.slice(at + length);
      const moved = move(cut);
      for (const { path } of moved?.newFiles ?? [])
        expect(path).toMatch(/^[\w-]+(?:\/[\w-]+)*\.(?:yml|sql)$/);
    }),
    { numRuns: 200 },
  );
});
