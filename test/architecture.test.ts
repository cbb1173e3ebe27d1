import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = dirname(import.meta.dirname);

test("imports point one way", async () => {
  const { modules, summary } = await inspect(["client", "server"]);
  expect(modules.filter(({ source }) => source.startsWith("server/")).length).toBeGreaterThan(60);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

test("a planted upward import is found", async () => {
  const folder = join(root, "server/yaml/planted");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "upward.ts"), 'export { runRules } from "../../rules/runner.ts";\n');
  try {
    const { summary } = await inspect(["server/yaml"]);
    expect(summary.violations.map(({ rule }) => rule.name)).toContain("yaml-imports-only-what-is-below");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function inspect(folders: string[]): Promise<ICruiseResult> {
  const config = await extractConfig(join(root, ".dependency-cruiser.js"));
  const { output } = await cruise(
    folders,
    { ruleSet: config, validate: true, baseDir: root, ...config.options },
    undefined,
    { tsConfig: extractTsConfig(join(root, "tsconfig.json")) },
  );
  if (typeof output === "string") throw new Error(output);
  return output;
}
