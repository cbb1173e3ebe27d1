import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = dirname(import.meta.dirname);
const folder = join(root, ".github", "workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly uses?: string; readonly steps?: readonly Step[] }>>;
}

describe.each(readdirSync(folder))("%s", (file) => {
  const workflow = parse(readFileSync(join(folder, file), "utf8")) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  test("may read the repository and nothing else", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("names every action by its commit, which nobody can move", () => {
    const used = [...jobs, ...steps].flatMap(({ uses }) => uses ?? []);
    const others = used.filter((action) => !action.startsWith("./"));
    expect(others.length).toBeGreaterThan(0);
    for (const action of others) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    for (const local of used.filter((action) => action.startsWith("./")))
      expect(readdirSync(folder)).toContain(local.slice("./.github/workflows/".length));
  });

  test("runs scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    const called = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npm run (\S+)/g)].map(([, name]) => name),
    );
    for (const name of called) expect(Object.keys(scripts)).toContain(name);
  });

  test("puts nothing that others write into a shell's text", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});
