import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "./build.ts";
import { packageExtension } from "./package.ts";
import { start } from "./processes.ts";

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
  { name: "package", run: packageOnce },
  { name: "unit, property and language-server tests", run: vitest },
  { name: "suites in VS Code", run: vscodeSuites },
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

/** One packed extension for the tests of the package and for the suites in VS Code. */
async function packageOnce(): Promise<Count> {
  process.env.DPS_VSIX = await packageExtension();
  return { passed: 1, failed: 0 };
}

function verdict(command: string, ...parameters: string[]): Count {
  return exitStatus(command, parameters) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function both(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function vitest(): Count {
  const report = join(reports, "vitest.json");
  const status = exitStatus("vitest", [
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numTotalTests: number;
  };
  if (numTotalTests === 0) throw new Error("vitest ran no test");
  // A file that can't be loaded, or an error outside of tests, fails the run without a failed test.
  return atLeastOneFailure(status, { passed: numPassedTests, failed: numFailedTests });
}

function vscodeSuites(): Count {
  const report = join(reports, "vscode.json");
  const status = exitStatus("node", [join(root, "test/vscode/run.ts"), report]);
  return atLeastOneFailure(status, JSON.parse(readFileSync(report, "utf8")) as Count);
}

function atLeastOneFailure(status: number, count: Count): Count {
  return status === 0 ? count : { ...count, failed: Math.max(1, count.failed) };
}

function exitStatus(command: string, parameters: string[]): number {
  return start(command, parameters, { cwd: root, stdio: "inherit" }).status ?? 1;
}
