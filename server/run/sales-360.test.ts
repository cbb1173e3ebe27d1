import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deriveFacts } from "../manifest/facts.ts";
import { builtinSchemas } from "../schema/builtin.ts";
import { createInProcessSqlService } from "../sql/in-process.ts";
import { readConfig } from "../workspace/config.ts";
import { measureJoins } from "./join.ts";
import { profileDatasets } from "./profile.ts";
import { runWorkflows } from "./run.ts";
import { openSession } from "./session.ts";
import type { Session } from "./session.ts";

/** The whole sample product: what was planted in its data shows, and nothing else. */
const root = join(import.meta.dirname, "..", "..", "samples", "sales-360");
let session: Session;
let storage: string;

beforeAll(async () => {
  storage = mkdtempSync(join(tmpdir(), "sales-360-"));
  const paths = readdirSync(root, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".yml"));
  const files = paths.sort().map((path) => ({
    path: path.replaceAll("\\", "/"),
    manifests: deriveFacts(readFileSync(join(root, path), "utf8"), { schemas: builtinSchemas }).manifests,
  }));
  const { config } = readConfig(readFileSync(join(root, "dps.config.yml"), "utf8"));
  const readText = (path: string) => readFile(join(root, path), "utf8").catch(() => undefined);
  session = await openSession({
    project: { root, config, files, readText },
    sql: createInProcessSqlService(),
    storage,
  });
});

afterAll(async () => {
  await session.close();
  rmSync(storage, { recursive: true, force: true });
});

function defects(name: string): readonly string[] {
  const planted = JSON.parse(readFileSync(join(root, "planted-defects.json"), "utf8")) as Record<
    string,
    string[]
  >;
  return planted[name] ?? [];
}

test("every pipeline runs, exactly", async () => {
  const { workflows } = await runWorkflows(session);
  expect(workflows.filter(({ status }) => status === "failed")).toEqual([]);
  const jobs = workflows.flatMap((workflow) => workflow.jobs);
  const written = jobs.flatMap(({ outputs }) => outputs.map(({ dataset }) => dataset));
  expect(written.sort()).toEqual([
    "lakehouse:sales_360/churn_summary",
    "lakehouse:sales_360/customer",
    "lakehouse:sales_360/customer_churn",
    "lakehouse:sales_360/order_enriched",
    "lakehouse:sales_360/product",
    "lakehouse:sales_360/transaction",
  ]);
  expect(jobs.flatMap(({ steps }) => steps).filter(({ fidelity }) => fidelity !== "exact")).toEqual([]);
});

test("the planted orphans and duplicates show in the joins", async () => {
  const { joins } = await measureJoins(session);
  expect(joins.filter(({ error }) => error !== undefined)).toEqual([]);
  const between = (left: string, right: string) =>
    joins.find((found) => found.left.name === left && found.right.name === right);
  expect(between("transaction", "products")).toMatchObject({
    left: { unmatched: defects("orphan-sku").length },
    declared: "N:1",
    verdict: "ok",
  });
  expect(between("transaction", "channel")).toMatchObject({
    observed: "N:M",
    declared: "N:1",
    verdict: "mismatch",
  });
  expect(defects("orphan-customer").length).toBe(6);
  expect(between("ot", "c")?.left.sample).toHaveLength(5);
});

test("the planted late deliveries show in the profile", async () => {
  const { datasets } = await profileDatasets(session, { datasets: ["lakehouse:sales_360/order_enriched"] });
  const days = datasets[0]?.columns.find(({ name }) => name === "delivery_days");
  expect(days?.max).toBeGreaterThanOrEqual(40);
  expect(days?.quantiles?.[2]).toBeLessThanOrEqual(9);
});
