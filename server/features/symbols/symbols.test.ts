import { describe, expect, test } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { openFiles, type KnownFiles } from "../../../test/support/known-files.ts";
import { Lines } from "../../text/lines.ts";
import { applyEdits } from "../../text/edits.ts";
import { definitionsOf, occurrencesOf } from "./occurrences.ts";
import { prepareRename, rename } from "./rename.ts";
import { symbolAt, type SymbolAt } from "./symbol-at.ts";
import type { Occurrence } from "./symbol.ts";

async function atCursor(
  source: string,
): Promise<{ readonly opened: KnownFiles; readonly found: SymbolAt | undefined }> {
  const { files, cursor } = parseFixture(source);
  const opened = await openFiles(files);
  return { opened, found: symbolAt(cursor?.file ?? "", cursor?.offset ?? 0, opened) };
}

/** `file:line text` */
function show({ files }: KnownFiles, { file, range }: Occurrence): string {
  const text = files.get(file) ?? "";
  return `${file}:${new Lines(text).position(range.start).line + 1} ${text.slice(range.start, range.end)}`;
}

async function definitions(source: string): Promise<readonly string[]> {
  const { opened, found } = await atCursor(source);
  return found ? definitionsOf(found.symbol, opened).map((each) => show(opened, each)) : [];
}

async function occurrences(source: string): Promise<readonly string[]> {
  const { opened, found } = await atCursor(source);
  return found ? occurrencesOf(found.symbol, opened).map((each) => show(opened, each)) : [];
}

/** The files after a rename, those that change; or why it was refused. */
async function renamed(source: string, newName: string): Promise<Record<string, string> | string> {
  const { opened, found } = await atCursor(source);
  if (!found) return "nothing to rename";
  const edits = await rename(found, newName, opened);
  if ("refused" in edits) return edits.refused;
  return Object.fromEntries(
    [...edits].map(([file, each]) => [file, applyEdits(opened.files.get(file) ?? "", each)]),
  );
}

const depot = `
#- depots/crm.yml
name: crm
version: v2alpha
type: depot
depot:
  type: BIGQUERY
  bigquery:
    project: shop
`;

const flow = (steps: string) => `
#- flows/orders.yml
name: wf-orders
version: v1
type: workflow
workflow:
  dag:
    - name: load
      spec:
        stack: flare:7.0
        stackSpec:
          job:
            inputs:
              - name: raw_orders
                dataset: dataos://crm:raw/orders
            steps:
              - sequence:
${steps}
            outputs:
              - name: clean
                dataset: dataos://lake:sales/orders?acl=rw
    - name: check
      dependencies: [load]
      spec:
        stack: soda+python:1.0
        stackSpec:
          inputs:
            - dataset: dataos://lake:sales/orders
              checks:
                - row_count > 0
`;

const clean = `
                  - name: clean
                    sql: >
                      SELECT raw_orders.id, \`raw_orders\`.total
                      FROM raw_orders`;

const lens = `
#- model/tables/orders.yml
tables:
  - name: orders
    sql: SELECT * FROM lake.sales.orders
    dimensions:
      - name: id
        type: number
        column: id
        primary_key: true
    measures:
      - name: revenue
        type: sum
        sql: "{id} * 2"
#- model/views/sales.yml
views:
  - name: sales
    tables:
      - join_path: orders
        includes: [id, revenue]
`;

describe("the definition", () => {
  test.each<[what: string, source: string, expected: readonly string[]]>([
    [
      "of a depot, from an address",
      `${depot}${flow(clean).replace("dataos://crm", "dataos://c$0rm")}`,
      ["depots/crm.yml:1 crm"],
    ],
    [
      "of a dataset, from a quality check",
      flow(clean).replace(
        "- dataset: dataos://lake:sales/orders\n",
        "- dataset: dataos://lake:sales/or$0ders\n",
      ),
      ["flows/orders.yml:23 lake:sales/orders"],
    ],
    ["of a job", flow(clean).replace("[load]", "[lo$0ad]"), ["flows/orders.yml:6 load"]],
    [
      "of a step view, from another step's SQL",
      flow(clean).replace("FROM raw_orders", "FROM raw_$0orders"),
      ["flows/orders.yml:12 raw_orders"],
    ],
    [
      "of a step view, from a column's qualifier",
      flow(clean).replace("raw_orders.id", "raw_$0orders.id"),
      ["flows/orders.yml:12 raw_orders"],
    ],
    [
      "of a dataset, from the SQL of a Lens table",
      `${flow(clean)}${lens.replace("lake.sales.orders", "lake.sales.$0orders")}`,
      ["flows/orders.yml:23 lake:sales/orders"],
    ],
    ["of a Lens dimension, from a view", lens.replace("[id, ", "[i$0d, "), ["model/tables/orders.yml:5 id"]],
    [
      "of a Lens dimension, from a template",
      lens.replace("{id}", "{i$0d}"),
      ["model/tables/orders.yml:5 id"],
    ],
    ["of nothing, from a word that names nothing", flow(clean).replace("flare:7.0", "fla$0re:7.0"), []],
  ])("%s", async (_what, source, expected) => {
    expect(await definitions(source)).toEqual(expected);
  });
});

describe("all places", () => {
  test("of a dataset: where it is written, read, checked, and in SQL", async () => {
    const source = `${flow(clean).replace("dataos://lake:sales/orders?acl", "dataos://lake:sales/or$0ders?acl")}${lens}`;
    expect(await occurrences(source)).toEqual([
      "flows/orders.yml:23 lake:sales/orders",
      "flows/orders.yml:30 lake:sales/orders",
      "model/tables/orders.yml:3 lake.sales.orders",
    ]);
  });

  test("of a depot: its manifest, its addresses, and SQL", async () => {
    const model = lens.replace("lake.sales.orders", "crm.raw.orders");
    expect(await occurrences(`${depot.replace("name: crm", "name: c$0rm")}${flow(clean)}${model}`)).toEqual([
      "depots/crm.yml:1 crm",
      "flows/orders.yml:13 crm",
      "model/tables/orders.yml:3 crm",
    ]);
  });

  test("of a step view stay in their job", async () => {
    const source = flow(clean).replace(
      "- name: clean\n                    sql",
      "- name: cle$0an\n                    sql",
    );
    expect(await occurrences(source)).toEqual(["flows/orders.yml:17 clean", "flows/orders.yml:22 clean"]);
  });
});

describe("renaming", () => {
  test("a dataset changes its name in addresses and SQL, and nothing else of the same spelling", async () => {
    const source = `${flow(clean).replace("dataos://lake:sales/orders?acl", "dataos://lake:sales/or$0ders?acl")}${lens}`;
    const files = await renamed(source, "orders_clean");
    expect(files).toEqual({
      "flows/orders.yml": parseFixture(flow(clean))
        .files.get("flows/orders.yml")
        ?.replaceAll("lake:sales/orders", "lake:sales/orders_clean"),
      "model/tables/orders.yml": parseFixture(lens)
        .files.get("model/tables/orders.yml")
        ?.replace("lake.sales.orders", "lake.sales.orders_clean"),
    });
  });

  test("a step view changes it in SQL of that job, where it qualifies columns too", async () => {
    const files = await renamed(flow(clean).replace("name: raw_orders", "name: raw_$0orders"), "source");
    const text = parseFixture(flow(clean)).files.get("flows/orders.yml");
    expect(files).toEqual({ "flows/orders.yml": text?.replaceAll("raw_orders", "source") });
  });

  test.each<[why: string, source: string, newName: string, message: RegExp]>([
    [
      "of the platform",
      flow(clean).replace("dataos://lake:", "dataos://la$0ke:"),
      "other",
      /^"lake" is defined outside this workspace/,
    ],
    [
      "to what is no name",
      flow(clean).replace("name: load", "name: lo$0ad"),
      "Load It",
      /^"Load It" is no name for a job: use lower-case/,
    ],
    [
      "to a name that is taken",
      flow(clean).replace("name: load", "name: lo$0ad"),
      "check",
      /^There is a job "check" already/,
    ],
    [
      "that is written with an escape",
      flow(clean).replace("name: load", "name: lo$0ad").replace("[load]", '["l\\u006fad"]'),
      "fetch",
      /^"load" is not written out in flows\/orders.yml/,
    ],
  ])("is refused %s", async (_why, source, newName, message) => {
    expect(await renamed(source, newName)).toMatch(message);
  });

  test("tells beforehand which part of the text it would change", async () => {
    const { opened, found } = await atCursor(
      flow(clean).replace("dataos://lake:sales/orders?acl", "dataos://lake:sales/or$0ders?acl"),
    );
    const prepared = found && (await prepareRename(found, opened));
    expect(prepared).toMatchObject({ name: "orders" });
  });
});
