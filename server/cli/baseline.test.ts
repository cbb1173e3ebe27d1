import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dps, folderWith, resultOf, writeFiles } from "../../test/support/command-line.ts";
import { depot } from "../../test/support/manifests.ts";
import type { CheckResult } from "../run/results.ts";

const orders = `
name: orders
version: v1
type: cluster
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
    depots:
      - address: dataos://crmm:default
`;
const lake = depot("lake").replace("depot:\n", "depto:\n");

/** An error in `depots/lake.yml` and a warning in `clusters/orders.yml`. */
const files = {
  "dps.config.yml": "",
  "depots/crm.yml": depot("crm"),
  "depots/lake.yml": lake,
  "clusters/orders.yml": orders,
};

const inLake = {
  rule: "unknown-key",
  message: "`depto` is not a key of this kind of manifest; did you mean `depot`?",
  count: 1,
};
const inOrders = {
  rule: "unresolved-reference",
  message: '"crmm" is no depot of this workspace; did you mean "crm"?',
  count: 1,
};
const problems = { "clusters/orders.yml": [inOrders], "depots/lake.yml": [inLake] };

const check = (folder: string, ...parameters: string[]) =>
  resultOf<CheckResult>(folder, "check", ...parameters);

/** The workspace with both problems known, and some files changed since. */
const known = (changed: Readonly<Record<string, string>> = {}) =>
  folderWith({ ...files, "dps.baseline.json": JSON.stringify({ version: 1, problems }), ...changed });

const baselineIn = (folder: string, file = "dps.baseline.json") =>
  JSON.parse(readFileSync(join(folder, file), "utf8")) as { problems: Record<string, unknown> };

test("records today's problems, says how many, and is satisfied", async () => {
  const folder = folderWith(files);
  expect((await dps(folder, "check")).status).toBe(1);
  expect(await dps(folder, "check", "--baseline")).toEqual({
    status: 0,
    stdout: "✔ 3 manifests checked, nothing new\n  2 known problems in the baseline, not shown.\n",
    stderr: "dps: dps.baseline.json holds 2 known problems now, 0 problems before.\n",
  });
  expect(baselineIn(folder)).toEqual({ version: 1, problems });
});

test.each(["text", "json", "sarif", "github", "junit"])(
  "known problems count for nothing as %s",
  async (format) => {
    const folder = known();
    const { status, stdout } = await dps(folder, "check", "--format", format, "--fail-on", "hint");
    expect(status).toBe(0);
    expect(stdout).not.toContain("crmm");
  },
);

test("the result counts known problems and those that are gone", async () => {
  const folder = known({ "depots/lake.yml": depot("lake") });
  const { problems, summary, baseline } = await check(folder);
  expect(problems).toEqual([]);
  expect(summary).toEqual({ error: 0, warning: 0, information: 0, hint: 0 });
  expect(baseline).toEqual({ known: 1, gone: 1 });
  expect((await dps(folder, "check")).stdout).toContain(
    "1 problem of the baseline is gone; dps check --prune-baseline forgets it.",
  );
});

test("problems stay known when lines move, and what is new is found", async () => {
  const folder = known({
    "depots/lake.yml": `# moved\n\n${lake}`,
    "clusters/orders.yml": `# moved\n${orders}`,
    "clusters/more.yml": orders.replaceAll("orders", "more"),
  });
  const { problems, baseline } = await check(folder);
  expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    "clusters/more.yml unresolved-reference",
  ]);
  expect(baseline).toEqual({ known: 2, gone: 0 });
});

test("one more of a known problem is new", async () => {
  const folder = known({ "clusters/orders.yml": `${orders}---\n${orders.replaceAll("orders", "more")}` });
  const { problems } = await check(folder, "clusters");
  expect(problems).toMatchObject([{ file: "orders.yml", rule: "unresolved-reference" }]);
  expect(problems[0]?.range.start.line).toBeGreaterThan(orders.split("\n").length - 1);
});

test("pruning forgets what is gone, and what is new stays new", async () => {
  const folder = known({
    "depots/lake.yml": depot("lake"),
    "depots/hub.yml": lake.replaceAll("lake", "hub"),
  });
  const { status, stderr } = await dps(folder, "check", "--prune-baseline");
  expect(status).toBe(1);
  expect(stderr).toBe("dps: dps.baseline.json holds 1 known problem now, 2 problems before.\n");
  expect(Object.keys(baselineIn(folder).problems)).toEqual(["clusters/orders.yml"]);
});

test("--no-baseline counts all", async () => {
  const folder = known();
  const { problems, baseline } = await check(folder, "--no-baseline");
  expect(problems).toHaveLength(2);
  expect(baseline).toBeUndefined();
});

test("recording a part of the workspace leaves the rest as it is known", async () => {
  const folder = known({ "depots/lake.yml": depot("lake") });
  rmSync(join(folder, "clusters"), { recursive: true });
  await dps(folder, "check", "--baseline", "depots");
  expect(Object.keys(baselineIn(folder).problems)).toEqual(["clusters/orders.yml"]);
});

test("a file that does not parse for now keeps what it is known for", async () => {
  const folder = known({ "clusters/orders.yml": `${orders}\nbroken: [\n` });
  expect((await check(folder)).baseline).toEqual({ known: 1, gone: 0 });
  await dps(folder, "check", "--prune-baseline");
  writeFiles(folder, { "clusters/orders.yml": orders });
  expect((await check(folder)).baseline).toEqual({ known: 2, gone: 0 });
});

describe("another file", () => {
  test("is written where --baseline names it, and used once the configuration does", async () => {
    const folder = folderWith(files);
    await dps(folder, "check", "--baseline", "known.json", ".");
    expect(Object.keys(baselineIn(folder, "known.json").problems)).toHaveLength(2);
    expect((await check(folder)).problems).toHaveLength(2);
    writeFiles(folder, { "dps.config.yml": "baseline: known.json\n" });
    expect((await check(folder)).baseline).toEqual({ known: 2, gone: 0 });
  });

  test.each([
    ["no JSON", "["],
    ["something else", '{"version": 1, "problems": []}'],
    [
      "a count that is none",
      '{"version": 1, "problems": {"a.yml": [{"rule": "r", "message": "m", "count": "2"}]}}',
    ],
    ["a later version", '{"version": 2, "problems": {}}'],
  ])("that holds %s hides nothing, and is said", async (_, text) => {
    const folder = folderWith({ ...files, "dps.baseline.json": text });
    const { status, stderr } = await dps(folder, "check");
    expect(status).toBe(1);
    expect(stderr).toContain("dps.baseline.json is no baseline");
  });
});

test.each([
  [["--baseline", "--no-baseline"], "Give one of --baseline, --no-baseline."],
  [["--baseline", "--prune-baseline"], "Give one of --baseline, --prune-baseline."],
])("%j contradict each other", async (parameters, message) => {
  const { status, stderr } = await dps(folderWith(files), "check", ...parameters);
  expect([status, stderr]).toEqual([2, `dps: ${message}\n`]);
});

test("one FILE can't serve several workspaces", async () => {
  const folder = folderWith({ "a/dps.config.yml": "", "b/dps.config.yml": "" });
  const { status, stderr } = await dps(folder, "check", "--baseline", "known.json", "a", "b");
  expect(status).toBe(2);
  expect(stderr).toContain("each workspace has its own");
});
