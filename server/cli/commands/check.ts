import { parseArgs } from "node:util";
import { collectProblems } from "../../features/check.ts";
import { Checker } from "../../rules/checker.ts";
import { rules } from "../../rules/index.ts";
import type { Rule } from "../../rules/rule.ts";
import type { CheckResult } from "../../run/results.ts";
import { createSqlService } from "../../sql/service.ts";
import type { SqlService } from "../../sql/sql.ts";
import { isAtLeast } from "../../text/problem.ts";
import {
  baselineOptions,
  baselineUse,
  settleBaseline,
  withBaselineValue,
  type BaselineUse,
} from "../baseline.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { fixProblems } from "../fix.ts";
import { environmentOption, oneOf } from "../options.ts";
import { baselineLines, renderCheck } from "../render/check.ts";
import { renderGitHub } from "../render/github.ts";
import { renderJUnit, type TestCase } from "../render/junit.ts";
import { renderSarif } from "../render/sarif.ts";
import { count } from "../render/table.ts";
import { readRulePages } from "../rule-pages.ts";
import { openTargets, type Target, type TargetOptions } from "../target.ts";
import { note, type Terminal } from "../terminal.ts";
import { version } from "../../version.ts";

const formats = ["text", "json", "sarif", "github", "junit"] as const;
const thresholds = ["error", "warning", "hint"] as const;
type Threshold = (typeof thresholds)[number];

/** `dps check`: everything the editor would say about the manifests under the paths. */
export async function check(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: withBaselineValue(parameters),
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      "fail-on": { type: "string", default: "error" },
      fix: { type: "boolean", default: false },
      ...baselineOptions,
      "relative-to": { type: "string" },
      ...environmentOption,
    },
  });
  const format = oneOf("format", values.format, formats);
  const threshold = oneOf("fail-on", values["fail-on"], thresholds);
  const paths = positionals.length > 0 ? positionals : ["."];
  const result = await checkPaths(paths, baselineUse(values), {
    terminal,
    fix: values.fix,
    environment: values.environment,
    relativeTo: values["relative-to"],
  });
  const rendered = await render(result, { format, threshold, terminal });
  // In text it is part of the summary, in JSON of the result.
  if (format !== "text" && format !== "json")
    for (const line of baselineLines(result.baseline)) note(line, terminal);
  // Without problems there is no annotation either.
  if (rendered !== "") terminal.stdout.write(`${rendered}\n`);
  return result.problems.some(({ severity }) => isAtLeast(severity, threshold)) ? 1 : 0;
}

async function checkPaths(
  paths: readonly string[],
  use: BaselineUse,
  options: TargetOptions & { readonly fix: boolean },
): Promise<CheckResult> {
  const { terminal, fix } = options;
  const targets = await openTargets(paths, options);
  if (targets.length > 1 && use.kind === "write" && use.file !== undefined)
    throw new UsageError("--baseline FILE takes PATHs of one workspace, because each workspace has its own.");
  const sql = createSqlService();
  try {
    return join(await Promise.all(targets.map((target) => checkTarget(target, { sql, use, fix, terminal }))));
  } finally {
    await sql.dispose();
  }
}

interface Checking {
  readonly sql: SqlService;
  readonly use: BaselineUse;
  /** Mends first what can be mended without a choice. */
  readonly fix: boolean;
  readonly terminal: Terminal;
}

async function checkTarget(target: Target, { sql, use, fix, terminal }: Checking): Promise<CheckResult> {
  const { workspace, covers } = target;
  const onBug = (rule: Rule, error: unknown) =>
    note(`The rule ${rule.id} failed, and its problems are missing: ${String(error)}`, terminal);
  const checker = new Checker(workspace, sql, { onBug });
  await checker.checkAll();
  if (fix) await fixProblems(checker, target, terminal);
  const baseline = await settleBaseline(checker, target, use, terminal);
  return collectProblems(checker, target, baseline && { baseline, covers });
}

/** Results of several workspaces as one. */
function join(results: readonly CheckResult[]): CheckResult {
  const sum = (figure: (result: CheckResult) => number) =>
    results.reduce((total, result) => total + figure(result), 0);
  const hasBaseline = results.some(({ baseline }) => baseline);
  return {
    version: 1,
    manifests: sum(({ manifests }) => manifests),
    problems: results.flatMap(({ problems }) => problems),
    summary: {
      error: sum(({ summary }) => summary.error),
      warning: sum(({ summary }) => summary.warning),
      information: sum(({ summary }) => summary.information),
      hint: sum(({ summary }) => summary.hint),
    },
    ...(hasBaseline && {
      baseline: {
        known: sum(({ baseline }) => baseline?.known ?? 0),
        gone: sum(({ baseline }) => baseline?.gone ?? 0),
      },
    }),
  };
}

interface Rendering {
  readonly format: (typeof formats)[number];
  readonly threshold: Threshold;
  readonly terminal: Terminal;
}

async function render(result: CheckResult, { format, threshold, terminal }: Rendering): Promise<string> {
  switch (format) {
    case "text":
      return renderCheck(result, terminal);
    case "json":
      return JSON.stringify(result, null, 2);
    case "sarif":
      return renderSarif(result, {
        rules,
        pages: await readRulePages(rules.map(({ id }) => id)),
        version,
      });
    case "github":
      return renderGitHub(result);
    case "junit":
      return renderJUnit(testCases(result, threshold));
  }
}

/**
 * A problem is a failed test of its file; hints and remarks are none, unless the command fails on them. A report
 * without any test alarms CI servers.
 */
function testCases({ manifests, problems }: CheckResult, threshold: Threshold): readonly TestCase[] {
  const failed = problems
    .filter(({ severity }) => isAtLeast(severity, "warning") || isAtLeast(severity, threshold))
    .map(({ file, range: { start, end }, rule, severity, message }): TestCase => {
      const [from, to] = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`);
      return {
        suite: file,
        name: `${rule} at ${from}`,
        failure: { kind: "failure", type: severity, message, detail: `${file}:${from}-${to}` },
      };
    });
  return failed.length > 0 ? failed : [{ suite: "dps check", name: count(manifests, "manifest") }];
}
