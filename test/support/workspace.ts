import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import { deriveFacts } from "../../server/manifest/facts.ts";
import { builtinSchemas } from "../../server/schema/builtin.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { defaultConfig } from "../../server/workspace/config.ts";
import type { Config } from "../../server/workspace/config.ts";
import { openSession } from "../../server/run/session.ts";
import type { Session, SessionOptions } from "../../server/run/session.ts";

/** A folder with the given files, opened for running things in it; all of it is gone after the test. */
export interface TestWorkspace {
  readonly root: string;
  readonly session: Session;
  /** Writes a file, and reads all manifests again. */
  change(path: string, text: string): Promise<TestWorkspace>;
}

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export async function openWorkspace(
  files: Readonly<Record<string, string>>,
  options: Partial<SessionOptions> & { readonly config?: Partial<Config> } = {},
): Promise<TestWorkspace> {
  const root = mkdtempSync(join(tmpdir(), "workspace-"));
  cleanups.push(async () => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeText(root, path, text);
  return open(root, files, options);
}

async function open(
  root: string,
  files: Readonly<Record<string, string>>,
  options: Partial<SessionOptions> & { readonly config?: Partial<Config> },
): Promise<TestWorkspace> {
  const manifests = Object.entries(files)
    .filter(([path]) => path.endsWith(".yml"))
    .map(([path, text]) => ({ path, manifests: deriveFacts(text, { schemas: builtinSchemas }).manifests }));
  const session = await openSession({
    sql: createInProcessSqlService(),
    clock: new Date("2024-06-30T12:00:00Z"),
    memoryLimit: "500MB",
    ...options,
    project: {
      root,
      config: { ...defaultConfig, ...options.config },
      files: manifests,
      readText: (path) => readFile(join(root, path), "utf8").catch(() => undefined),
    },
  });
  cleanups.push(() => session.close());
  return {
    root,
    session,
    change: async (path, text) => {
      await session.close();
      writeText(root, path, text);
      return open(root, { ...files, [path]: text }, options);
    },
  };
}

function writeText(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What a Flare job of `workflow` does: names of views and datasets, and SQL or whole steps. */
export interface JobSpec {
  readonly name?: string;
  readonly needs?: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly steps?: Readonly<
    Record<string, string | { readonly sql: string; readonly functions: readonly object[] }>
  >;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly append?: boolean;
  /** Instead of all that: the workflow that the job runs, or another stack. */
  readonly file?: string;
  readonly stack?: string;
}

/** A manifest with one workflow. JSON is YAML, and keeps these short. */
export function workflow(name: string, ...jobs: readonly JobSpec[]): string {
  const dag = jobs.map((job, index) => ({
    name: job.name ?? `job-${index + 1}`,
    ...(job.needs && { dependencies: job.needs }),
    ...(job.file === undefined ? { spec: specOf(job) } : { file: job.file }),
  }));
  return JSON.stringify({ name, version: "v1", type: "workflow", workflow: { dag } }, undefined, 1);
}

function specOf({ inputs = {}, steps = {}, outputs = {}, append, stack = "flare:7.0" }: JobSpec): object {
  const sequence = Object.entries(steps).map(([name, step]) =>
    typeof step === "string" ? { name, sql: step } : { name, ...step },
  );
  const job = {
    inputs: Object.entries(inputs).map(([name, key]) => ({ name, dataset: `dataos://${key}` })),
    steps: [{ sequence }],
    outputs: Object.entries(outputs).map(([name, key]) => ({
      name,
      dataset: `dataos://${key}`,
      options: { saveMode: append ? "append" : "overwrite" },
    })),
  };
  return { stack, compute: "runnable-default", stackSpec: { job } };
}
