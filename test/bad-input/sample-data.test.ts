import { expect, test } from "vitest";
import type { JoinResult, ProfileResult, QualityResult, RunResult } from "../../server/run/results.ts";
import { contentsOf, dps, folderWith, placeOf, resultOf } from "../support/command-line.ts";
import { flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";

const orders = "samples/crm/raw/orders.csv";
const without = (file: string) => Object.fromEntries(Object.entries(shop).filter(([path]) => path !== file));
const copy = flare({ name: "copy", input: "dataos://crm:raw/customers", output: "dataos://lake:sales/copy" });

/** Files by the dataset's name, and what is said of each. */
const broken: Readonly<
  Record<string, readonly [file: string, content: string | Uint8Array, message: string]>
> = {
  empty: ["csv", "", "The sample data FILE is empty."],
  blank: ["csv", "\n\n", "The sample data FILE can't be read. Its first line names no columns."],
  short: ["csv", "id,name,city\n1,ann,Oslo\n2,bob\n", "Line 3 has 2 values, and the header has 3."],
  long: ["csv", "id,name,city\n1,ann,Oslo\n2,bob,Rome,Bonn\n", "Line 3 has 4 values, and the header has 3."],
  wide: ["csv", "id,name\n1,ann,Oslo\n2,bob,Rome\n", "Line 2 has 3 values, and the header has 2."],
  semicolons: ["csv", "id;name;city\n1;ann;Oslo\n2;bob\n", "Line 3 has 2 values, and the header has 3."],
  quoted: ["csv", 'id,name,city\n1,"ann,Oslo\n', "The quote that opens on line 2 is never closed."],
  latin: ["csv", Buffer.from("id,name\n1,andré\n", "latin1"), "Line 2 is not UTF-8; save the file as UTF-8."],
  utf16: [
    "csv",
    Buffer.from("\ufeffid,name\n1,ann\n", "utf16le"),
    "Line 1 is not UTF-8; save the file as UTF-8.",
  ],
  binary: [
    "csv",
    Uint8Array.of(0, 1, 2, 3, 255, 254, 0, 10, 0, 200, 13, 10, 7),
    "It is no CSV file: no delimiter splits its lines into equally many values.",
  ],
  parquet: ["parquet", "id,name\n1,ann\n", "The sample data FILE can't be read. It is no Parquet file."],
  json: ["json", '[{"id": 1}, {"id"', "Malformed JSON at byte"],
  ndjson: ["ndjson", '{"id": 1}\n{"id": \n', "Malformed JSON at byte"],
  text: [
    "txt",
    "id,name\n1,ann\n",
    "There is no sample data for crm:raw/text: create samples/crm/raw/text.csv",
  ],
};

test("each broken sample is said at the input that reads it, and everything else runs", async () => {
  const files = Object.entries(broken).flatMap(([name, [extension, content]]) => [
    [`samples/crm/raw/${name}.${extension}`, content] as const,
    [
      `broken/${name}.yml`,
      flare({ name, input: `dataos://crm:raw/${name}`, output: `dataos://lake:sales/${name}` }),
    ] as const,
  ]);
  const folder = folderWith({ ...shop, ...Object.fromEntries(files) });
  const before = contentsOf(folder);
  const { workflows } = await resultOf<RunResult>(folder, "run", ".");
  expect(contentsOf(folder)).toEqual(before);
  const jobs = workflows.flatMap(({ file, jobs }) =>
    file.startsWith("broken/") ? jobs.map((job) => ({ file, ...job })) : [],
  );
  expect(jobs.map(({ name }) => name)).toEqual(Object.keys(broken).sort());
  for (const { file, name, status, reason, error } of jobs) {
    const [extension, , message] = broken[name] ?? ["", "", ""];
    expect({ status, reason }).toEqual({
      status: "failed",
      reason: expect.stringContaining(message.replace("FILE", `samples/crm/raw/${name}.${extension}`)),
    });
    expect(reason).not.toContain(folder);
    expect(error).toMatchObject({ file, range: placeOf(folder, file, `dataos://crm:raw/${name}`) });
  }
  expect(workflows.find(({ name }) => name === "wf-spending")).toMatchObject({ status: "ok" });
});

/** What became of each dataset. */
function byDataset({ datasets }: ProfileResult) {
  return datasets.map(({ dataset, rows, error }) => [dataset, rows, error]);
}

const ofOrders = ["--dataset", "crm:raw/orders"];

test("a missing sample is said by every command, with the file to make", async () => {
  const folder = folderWith({ ...without(orders), "flows/copy.yml": copy });
  const missing =
    "There is no sample data for crm:raw/orders: create samples/crm/raw/orders.csv (or .parquet, .ndjson, .json).";
  const run = await resultOf<RunResult>(folder, "run", ".");
  expect(run.workflows).toMatchObject([
    { name: "wf-copy", status: "ok" },
    {
      name: "wf-spending",
      status: "failed",
      jobs: [{ reason: `The input "orders" can't be read. ${missing}`, error: { message: missing } }],
    },
    { name: "wf-by-city-quality", status: "skipped" },
  ]);
  const quality = await resultOf<QualityResult>(folder, "quality", ".");
  expect(quality.summary).toEqual({ error: 3, pass: 0, warn: 0, fail: 0, not_evaluated: 0 });
  expect(quality.checks[0]?.message).toBe(
    `The job "spending", which writes lake:sales/by_city, failed. The input "orders" can't be read. ${missing}`,
  );
  const profile = await resultOf<ProfileResult>(folder, "profile", ".");
  expect(byDataset(profile)).toEqual([
    ["lake:sales/by_city", 0, expect.stringContaining(missing)],
    ["crm:raw/customers", 4, undefined],
    ["crm:raw/orders", 0, missing],
    ["lake:sales/copy", 4, undefined],
  ]);
  const join = await resultOf<JoinResult>(folder, "join", ".");
  expect(join.joins).toMatchObject([{ resultRows: 0, error: expect.stringContaining(missing) }]);
});

test("a column that the sample does not have is said where the SQL names it, with those it has", async () => {
  const folder = folderWith({
    ...shop,
    [orders]: "id,client,amount\n1,ann,2\n",
    "samples/crm/raw/customers.csv": "nom,city\nann,Oslo\n",
    "flows/copy.yml": copy.replace("SELECT * FROM source", "SELECT city, name FROM source"),
    "flows/other.yml": copy.replaceAll("copy", "other"),
  });
  const { workflows } = await resultOf<RunResult>(folder, "run", ".");
  expect(workflows).toMatchObject([
    {
      name: "wf-copy",
      status: "failed",
      jobs: [
        {
          steps: [
            {
              error: {
                message: '"source" has no column "name"; samples/crm/raw/customers.csv has nom, city.',
                file: "flows/copy.yml",
                range: placeOf(folder, "flows/copy.yml", "name", "city, "),
              },
            },
          ],
        },
      ],
    },
    { name: "wf-other", status: "ok" },
    {
      name: "wf-spending",
      status: "failed",
      jobs: [
        {
          steps: [
            {
              error: {
                message: '"o" has no column "customer"; samples/crm/raw/orders.csv has id, client, amount.',
                file: "flows/spending.yml",
                range: placeOf(folder, "flows/spending.yml", "customer", "o."),
              },
            },
          ],
        },
      ],
    },
    { name: "wf-by-city-quality", status: "skipped" },
  ]);
});

test("a file of a dataset in several that differs from the others is named", async () => {
  const folder = folderWith({
    ...without(orders),
    "dps.config.yml": "sampleData: samples\ndatasets:\n  crm:raw/orders: parts\n",
    "parts/1.csv": "id,customer,amount\n1,ann,2\n",
    "parts/2.csv": "id,customer,amount\n1,ann\n",
  });
  const { datasets } = await resultOf<ProfileResult>(folder, "profile", ".", ...ofOrders);
  expect(datasets[0]?.error).toBe(
    "The sample data parts can't be read. 2.csv: Line 2 has 2 values, and the header has 3.",
  );
});

test("what is merely unusual in a sample is no reason not to read it", async () => {
  const unusual: Readonly<Record<string, readonly [content: string, rows: number]>> = {
    "header-alone": ["id,customer,amount\n", 0],
    "byte-order-mark": ["\ufeffid,customer,amount\r\n1,ann,2\r\n", 1],
    "single-column": ["id\n1\n2\n", 2],
    "texts-with-commas": ['note\n"a,b;c"\n"d"\n', 2],
    "line-breaks-in-quotes": ['id,note\n1,"a\nb"\n', 1],
    "not-ascii": ["id,größe,名前\n1,2,x\n", 1],
    "nul-character": ["id,note\n1,a\0b\n", 1],
    "no-comments-in-csv": ["id,note\n#1,a\n2,b\n", 2],
  };
  const files = Object.entries(unusual).flatMap(([name, [content]]) => [
    [`samples/crm/raw/${name}.csv`, content],
    [
      `unusual/${name}.yml`,
      flare({ name, input: `dataos://crm:raw/${name}`, output: `dataos://lake:sales/${name}` }),
    ],
  ]);
  const folder = folderWith({ ...shop, ...Object.fromEntries(files) });
  const { workflows } = await resultOf<RunResult>(folder, "run", "unusual");
  const outputs = workflows.flatMap(({ jobs }) =>
    jobs.map(({ name, reason, outputs }) => [name, reason ?? outputs[0]?.rows]),
  );
  expect(Object.fromEntries(outputs)).toEqual(
    Object.fromEntries(Object.entries(unusual).map(([name, [, rows]]) => [name, rows])),
  );
});

test("what can't be read is told people in lines of its own", async () => {
  const folder = folderWith({ ...shop, [orders]: "id,customer,amount\n1,ann\n" });
  const { stdout } = await dps(folder, "run", "flows");
  expect(stdout).toBe(`✖ wf-spending spending.yml
  ✖ spending — spending.yml:15: The input "orders" can't be read. The sample data samples/crm/raw/orders.csv can't be read. Line 2 has 2 values, and the header has 3.
`);
});
