import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "./build.ts";

/** Passed and failed tests of one stage; a stage that is a single verdict counts as one. */
interface Count {
  passed: number;
  failed: number;
}

const root = dirname(import.meta.dirname);
const reports = mkdtempSync(join(tmpdir(), "dps-test-"));

const stages: readonly { name: string; run: () => Count | Promise<Count> }[] = [
  { name: "lint", run: () => verdict("eslint", ".", "--max-warnings", "0") },
  { name: "format", run: () => verdict("prettier", "--check", ".", "--log-level", "warn") },
  {
    name: "types",
    run: () => both(verdict("tsc", "--noEmit"), verdict("tsc", "--noEmit", "-p", "client/webviews")),
  },
  { name: "build", run: () => build().then(() => ({ passed: 1, failed: 0 })) },
  { name: "unit, property and language-server tests", run: vitest },
  { name: "extension in VS Code", run: extensionSuite },
];

const total: Count = { passed: 0, failed: 0 };
for (const { name, run } of stages) {
  const begin = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const count = await attempt(run);
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)\n`);
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);

async function attempt(run: () => Count | Promise<Count>): Promise<Count> {
  try {
    return await run();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
}

function verdict(command: string, ...parameters: string[]): Count {
  return start(command, parameters) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function both(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function vitest(): Count {
  const report = join(reports, "vitest.json");
  start("vitest", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`]);
  const { numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Record<string, number>;
  if (!numTotalTests) throw new Error("vitest ran no test");
  // A file that can't be loaded has no failed test, only a failed suite.
  const failed = numFailedTests || (numFailedTestSuites ? 1 : 0);
  return { passed: numPassedTests ?? 0, failed };
}

function extensionSuite(): Count {
  const report = join(reports, "vscode.json");
  const status = start("node", [join(root, "test/vscode/run.ts"), report]);
  const count = JSON.parse(readFileSync(report, "utf8")) as Count;
  return status === 0 ? count : { ...count, failed: Math.max(1, count.failed) };
}

function start(command: string, parameters: string[]): number {
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  return status ?? 1;
}
