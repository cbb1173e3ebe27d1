import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { profileDatasets } from "../../server/run/profile.ts";
import { measureQuality } from "../../server/run/quality.ts";
import type { RunResult } from "../../server/run/results.ts";
import { runWorkflows } from "../../server/run/run.ts";
import { contentsOf, dps, folderWith, resultOf, writeFiles } from "../support/command-line.ts";
import { flare } from "../support/manifests.ts";
import { shop } from "../support/shop.ts";
import { openWorkspace, type TestWorkspace } from "../support/workspace.ts";

/** A step that runs, one that does not end well, and one that runs afterwards. */
const threeWorkflows = (sql: string) => ({
  ...shop,
  "flows/a.yml": flare({ name: "a", input: "dataos://crm:raw/customers", output: "dataos://lake:sales/a" }),
  "flows/b.yml": flare({
    name: "b",
    input: "dataos://crm:raw/customers",
    output: "dataos://lake:sales/b",
    sql,
  }),
  "flows/c.yml": flare({ name: "c", input: "dataos://lake:sales/a", output: "dataos://lake:sales/c" }),
});

const samples = { config: { sampleData: "samples" } };

async function runAll({ session }: TestWorkspace) {
  const { workflows } = await runWorkflows(session);
  return Object.fromEntries(workflows.map(({ name, status, jobs: [job] }) => [name, { status, job }]));
}

async function rowsOf({ session }: TestWorkspace, ...datasets: string[]) {
  const profile = await profileDatasets(session, { datasets });
  return profile.datasets.map(({ rows, error }) => error ?? rows);
}

test("a query that runs out of memory fails its step, and everything else runs", async () => {
  const greedy =
    "SELECT collect_list(repeat(c1.name, 1000000)) AS names FROM source c1, source c2, source c3, source c4";
  const workspace = await openWorkspace(threeWorkflows(greedy), { ...samples, memoryLimit: "60MB" });
  const runs = await runAll(workspace);
  expect(runs["wf-b"]).toMatchObject({
    status: "failed",
    job: {
      steps: [
        {
          error: {
            message:
              "The query needs more memory than the engine may use; sample fewer rows, or do it in smaller steps.",
            file: "flows/b.yml",
            range: { start: { line: 18, character: 25 }, end: { line: 18, character: 25 + greedy.length } },
          },
        },
      ],
    },
  });
  for (const name of ["wf-a", "wf-c", "wf-spending"])
    expect(runs[name], name).toMatchObject({ status: "ok" });
  expect(await rowsOf(workspace, "lake:sales/a", "lake:sales/c", "lake:sales/by_city")).toEqual([4, 4, 4]);
});

describe("a killed engine", () => {
  /** The script of an engine that is killed by any query with the word that it was told last. */
  const mortal = (word: string) => {
    const worker = pathToFileURL(join(import.meta.dirname, "../../server/engine/worker.ts")).href;
    const folder = folderWith({ word });
    const path = join(folder, "word");
    const script = `import { readFileSync } from "node:fs";
import ${JSON.stringify(worker)};
process.on("message", ({ sql = "" }) => {
  if (sql.includes(readFileSync(${JSON.stringify(path)}, "utf8"))) process.kill(process.pid, "SIGKILL");
});
`;
    writeFiles(folder, { "entry.mjs": script });
    return { engineEntry: join(folder, "entry.mjs"), diesOf: (next: string) => writeFileSync(path, next) };
  };
  // Windows knows no signals: there a killed process ends with 1.
  const ending = process.platform === "win32" ? "1" : "SIGKILL";
  const killed = `The query engine ended unexpectedly (${ending}), perhaps for want of memory; the next query starts a new one.`;

  test("fails the step that it ran, everything else runs, and what was written is there", async () => {
    const workspace = await openWorkspace(threeWorkflows("SELECT 'lethal' AS word FROM source"), {
      ...samples,
      engineEntry: mortal("lethal").engineEntry,
    });
    const runs = await runAll(workspace);
    expect(runs["wf-b"]).toMatchObject({
      status: "failed",
      job: {
        reason: `The step "result" failed. ${killed}`,
        steps: [{ error: { message: killed, file: "flows/b.yml" } }],
      },
    });
    for (const name of ["wf-a", "wf-c", "wf-spending"])
      expect(runs[name], name).toMatchObject({ status: "ok" });
    expect(await rowsOf(workspace, "lake:sales/a", "lake:sales/c", "lake:sales/by_city")).toEqual([4, 4, 4]);
  });

  test("fails the quality check that it measured, and the others are measured", async () => {
    const checks = shop["quality/by-city.yml"].replace(
      "              checks:\n",
      `              checks:
                - failed rows:
                    name: Lethal
                    fail query: SELECT 'lethal' AS word FROM by_city
`,
    );
    const workspace = await openWorkspace(
      { ...shop, "quality/by-city.yml": checks },
      { ...samples, engineEntry: mortal("lethal").engineEntry },
    );
    const { checks: outcomes, summary } = await measureQuality(workspace.session);
    expect(outcomes.find(({ name }) => name === "Lethal")).toMatchObject({
      outcome: "error",
      message: expect.stringContaining(killed) as string,
    });
    expect(summary).toEqual({ error: 1, pass: 1, warn: 1, fail: 1, not_evaluated: 0 });
  });

  test("in the middle of writing leaves what was there before", async () => {
    const { engineEntry, diesOf } = mortal("nothing");
    const workspace = await openWorkspace(threeWorkflows("SELECT * FROM source"), {
      ...samples,
      engineEntry,
    });
    expect((await runAll(workspace))["wf-b"]).toMatchObject({ status: "ok" });
    diesOf('"b" AS FROM');
    expect((await runAll(workspace))["wf-b"]).toMatchObject({
      status: "failed",
      job: {
        reason: `The output "result" could not be written to lake:sales/b. ${killed}`,
        error: { message: killed, file: "flows/b.yml", range: { start: { line: 21, character: 25 } } },
      },
    });
    const { rows } = await workspace.session.engine.query('SELECT count(*) FROM lakehouse."lake:sales"."b"');
    expect(rows).toEqual([[4]]);
  });
});

describe("the local lakehouse", () => {
  test("is for one run at a time, and the second says so and changes nothing", async () => {
    const folder = folderWith(shop);
    const both = await Promise.all([dps(folder, "run", "."), dps(folder, "run", ".")]);
    const [ran, refused] = both.toSorted((one, other) => one.status - other.status);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(refused).toEqual({
      status: 2,
      stdout: "",
      stderr: `dps: The database ${join(folder, ".dps/lakehouse.duckdb")} is in use by another process, and only one can have it: end the other run, or close the editor window that uses it, and try again.\n`,
    });
    expect((await dps(folder, "run", ".")).status).toBe(0);
  });

  test("is nothing that git would take along", async () => {
    const folder = folderWith(shop);
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    await dps(folder, "run", ".");
    const status = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
    expect(status).toContain("flows/");
    expect(status).not.toContain(".dps");
    writeFileSync(join(folder, ".dps/.gitignore"), "# mine\n");
    await dps(folder, "run", ".");
    expect(readFileSync(join(folder, ".dps/.gitignore"), "utf8")).toBe("# mine\n");
  });

  test.each([
    ["is no database", { ".dps/lakehouse.duckdb": "x".repeat(20_000) }, "is no DuckDB database; delete it"],
    ["is a folder", { ".dps/lakehouse.duckdb/x": "" }, "can't be opened"],
    ["has a file where its folder should be", { ".dps": "" }, "can't be created: a file stands in its place"],
  ])("that %s is told in one line and left as it is", async (_, files, message) => {
    const folder = folderWith({ ...shop, ...files });
    const before = contentsOf(join(folder, "."));
    const { status, stdout, stderr } = await dps(folder, "run", ".");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^dps: [^\n]*\.\n$/);
    expect(stderr).toContain(join(folder, ".dps"));
    expect(stderr).toContain(message);
    expect(contentsOf(folder)).toEqual(before);
  });

  test.skipIf(!process.getuid?.())(
    "can't be made in a folder that is read-only, which only checking needs not",
    async () => {
      const folder = folderWith(shop);
      chmodSync(folder, 0o500);
      try {
        expect(await dps(folder, "run", ".")).toEqual({
          status: 2,
          stdout: "",
          stderr: `dps: ${join(folder, ".dps")}, where runs keep what they make, can't be created: permission denied.\n`,
        });
        expect((await dps(folder, "check")).status).toBe(0);
      } finally {
        chmodSync(folder, 0o700);
      }
    },
  );
});

test("what one command has made is there for the next", async () => {
  const folder = folderWith(shop);
  await resultOf<RunResult>(folder, "run", ".");
  const { stdout } = await dps(folder, "profile", ".", "--dataset", "lake:sales/by_city", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({ datasets: [{ rows: 4 }] });
});
