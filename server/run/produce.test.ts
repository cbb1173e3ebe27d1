import { expect, test } from "vitest";
import { provideDatasets } from "./produce.ts";
import { runWorkflows } from "./run.ts";
import type { Session } from "./session.ts";
import { openWorkspace, workflow } from "../../test/support/workspace.ts";

const copy = (from: string, to: string, sql = "SELECT * FROM i"): string =>
  workflow(`to-${to.replace(/\W/g, "-")}`, {
    name: `make-${to.slice(-1)}`,
    inputs: { i: from },
    steps: { s: sql },
    outputs: { s: to },
  });

const files = {
  "sample-data/shop/sales/o.csv": "id\n1\n2\n",
  "a.yml": copy("shop:sales/o", "lake:x/a"),
  "b.yml": copy("lake:x/a", "lake:x/b"),
  "c.yml": copy("shop:sales/o", "lake:x/c"),
};

/** Names of the jobs that ran, in order. */
async function ran(session: Session, ...datasets: string[]): Promise<string[]> {
  const jobs: string[] = [];
  await provideDatasets(session, datasets, {
    onProgress: (event) => event.type === "job-finished" && jobs.push(event.job.name),
  });
  return jobs;
}

test("runs the producers of what is missing and of what these read, and no others", async () => {
  const { session } = await openWorkspace(files);
  expect(await ran(session, "lake:x/b", "shop:sales/o", "elsewhere:x/y")).toEqual(["make-a", "make-b"]);
});

test("what is up to date is not made again, also by a later command", async () => {
  const workspace = await openWorkspace(files);
  await runWorkflows(workspace.session);
  expect(await ran(workspace.session, "lake:x/b", "lake:x/c")).toEqual([]);
  const later = await workspace.change("notes.txt", "nothing");
  expect(await ran(later.session, "lake:x/b")).toEqual([]);
});

test("a changed sample, or a changed step, makes what depends on it anew", async () => {
  const workspace = await openWorkspace(files);
  await runWorkflows(workspace.session);
  const resampled = await workspace.change("sample-data/shop/sales/o.csv", "id\n1\n2\n3\n");
  expect(await ran(resampled.session, "lake:x/b")).toEqual(["make-a", "make-b"]);
  const edited = await resampled.change("b.yml", copy("lake:x/a", "lake:x/b", "SELECT id + 1 AS id FROM i"));
  expect(await ran(edited.session, "lake:x/b")).toEqual(["make-b"]);
});

test("a sample takes the place of what a workflow would write", async () => {
  const { session } = await openWorkspace({ ...files, "sample-data/lake/x/a.csv": "id\n9\n" });
  expect(await ran(session, "lake:x/b")).toEqual(["make-b"]);
  expect((await session.engine.query('FROM lakehouse."lake:x".b')).rows).toEqual([[9]]);
});

test("workflows that read what they write in a circle end, with the reason", async () => {
  const { session } = await openWorkspace({
    "a.yml": copy("lake:x/b", "lake:x/a"),
    "b.yml": copy("lake:x/a", "lake:x/b"),
  });
  const reasons = await provideDatasets(session, ["lake:x/a"]);
  expect(reasons.get("lake:x/a")).toContain("no sample data");
});
