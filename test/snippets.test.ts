import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { kindsToMake, newManifest } from "../server/features/scaffold/new-manifest.ts";
import { builtinSchemas } from "../server/schema/builtin.ts";
import { isAtLeast } from "../server/text/problem.ts";
import { problemsOf } from "./support/problems.ts";

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(
  readFileSync(join(dirname(import.meta.dirname), "snippets/dataos.json"), "utf8"),
) as Record<string, Snippet>;

test("a snippet for each kind of manifest of the case study", () => {
  expect(Object.values(snippets).map(({ prefix }) => prefix)).toEqual(
    expect.arrayContaining([
      "dps-depot-bigquery",
      "dps-depot-postgres",
      "dps-instance-secret",
      "dps-scanner-depot",
      "dps-scanner-data-product",
      "dps-cluster",
      "dps-flare-ingestion",
      "dps-super-dag",
      "dps-flare-profile",
      "dps-soda-quality",
      "dps-monitor-workflow",
      "dps-monitor-query",
      "dps-pager",
      "dps-bundle",
      "dps-data-product",
      "dps-lens",
      "dps-lens-table",
      "dps-lens-view",
    ]),
  );
});

test("a snippet for each kind that has a schema, and each source of depots", () => {
  const texts = Object.values(snippets).map(({ body }) => `${body.join("\n")}\n`);
  const has = (line: string) => texts.some((text) => text.includes(`${line}\n`));
  const kinds = kindsToMake(builtinSchemas).filter((kind) => !kind.startsWith("lens-"));
  expect(kinds.filter((kind) => !has(`\ntype: ${kind}`))).toEqual([]);
  const depot = newManifest({ kind: "depot", name: "a" }, builtinSchemas);
  const types = "open" in depot ? (depot.open[0]?.answers ?? []) : [];
  expect(types.length).toBeGreaterThan(10);
  expect(types.filter((type) => !has(`\n  type: ${type}`) && !(type in covered))).toEqual([]);
});

/** Sources that a snippet of another spelling is for. */
const covered = { POSTGRESQL: "JDBC" };

test("no two snippets have the same prefix", () => {
  const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

describe.each(Object.entries(snippets))("%s", (_title, { body }) => {
  test("what it inserts is a manifest that nothing is wrong with but what it can't know", async () => {
    const text = expand(body.join("\n"));
    expect(text).not.toMatch(/\$\d|\$\{\d/);
    const problems = await problemsOf(text);
    const elsewhere = new Set(["missing-file", "unresolved-reference", "unwritten-dataset"]);
    expect(
      problems.filter(({ rule, severity }) => isAtLeast(severity, "hint") && !elsewhere.has(rule)),
    ).toEqual([]);
  });
});

/** The snippet with every placeholder's default, as the editor inserts it. */
function expand(body: string): string {
  const defaults = new Map<string, string>();
  return body
    .replace(/(?<!\\)\$\{(\d+)\|([^,|]*)[^|}]*\|\}/g, (_all, _number, first: string) => first)
    .replace(/(?<!\\)\$\{(\d+):([^{}]*)\}/g, (_all, number: string, value: string) => {
      const known = defaults.get(number) ?? value;
      defaults.set(number, known);
      return known;
    })
    .replace(/\\\$/g, "$");
}
