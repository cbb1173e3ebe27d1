import { parseArgs } from "node:util";
import { collectProblems } from "../../features/check.ts";
import { Checker } from "../../rules/checker.ts";
import { rules } from "../../rules/index.ts";
import type { CheckResult, FileProblem } from "../../run/results.ts";
import { createSqlService } from "../../sql/service.ts";
import { isAtLeast } from "../../text/problem.ts";
import type { ExitStatus } from "../exit-status.ts";
import { oneOf } from "../options.ts";
import { renderCheck } from "../render/check.ts";
import { renderGitHub } from "../render/github.ts";
import { renderJUnit, type TestCase } from "../render/junit.ts";
import { renderSarif } from "../render/sarif.ts";
import { openTarget } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../../version.ts";

const formats = ["text", "json", "sarif", "github", "junit"] as const;
const thresholds = ["error", "warning", "hint"] as const;

/** `dps check`: everything the editor would say about the manifests under the paths. */
export async function check(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { format: { type: "string", default: "text" }, "fail-on": { type: "string", default: "error" } },
  });
  const format = oneOf("format", values.format, formats);
  const threshold = oneOf("fail-on", values["fail-on"], thresholds);
  const paths = positionals.length > 0 ? positionals : ["."];
  const result = await checkPaths(paths, terminal.cwd);
  terminal.stdout.write(`${render(result, format, terminal)}\n`);
  return result.problems.some(({ severity }) => isAtLeast(severity, threshold)) ? 1 : 0;
}

async function checkPaths(paths: readonly string[], cwd: string): Promise<CheckResult> {
  const sql = createSqlService();
  try {
    const results: CheckResult[] = [];
    for (const path of paths) {
      const { workspace, includes, show } = await openTarget(path, cwd, paths.length > 1 ? cwd : undefined);
      const checker = new Checker(workspace, sql);
      await checker.checkAll();
      results.push(await collectProblems(checker, { includes, show }));
    }
    return merge(results);
  } finally {
    await sql.dispose();
  }
}

/** The results of several paths as one; what lies under two of them is there once. */
function merge(results: readonly CheckResult[]): CheckResult {
  const [first] = results;
  if (first && results.length === 1) return first;
  const problems = new Map(
    results.flatMap((result) => result.problems).map((problem) => [JSON.stringify(problem), problem]),
  );
  const all = [...problems.values()];
  const of = (severity: FileProblem["severity"]) =>
    all.filter((problem) => problem.severity === severity).length;
  return {
    version: 1,
    manifests: results.reduce((sum, { manifests }) => sum + manifests, 0),
    problems: all,
    summary: { error: of("error"), warning: of("warning"), information: of("information"), hint: of("hint") },
  };
}

function render(result: CheckResult, format: (typeof formats)[number], terminal: Terminal): string {
  switch (format) {
    case "text":
      return renderCheck(result, terminal);
    case "json":
      return JSON.stringify(result, null, 2);
    case "sarif":
      return renderSarif(result, rules, version);
    case "github":
      return renderGitHub(result);
    case "junit":
      return renderJUnit(testCases(result));
  }
}

/** A problem is a failed test of its file; hints and remarks are none. */
function testCases({ problems }: CheckResult): TestCase[] {
  return problems
    .filter(({ severity }) => isAtLeast(severity, "warning"))
    .map(({ file, range: { start }, rule, severity, message }) => ({
      suite: file,
      name: `${rule} at ${start.line + 1}:${start.character + 1}`,
      failure: { kind: "failure", message, detail: severity },
    }));
}
