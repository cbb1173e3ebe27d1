import { parseArgs } from "node:util";
import { measureQuality } from "../../run/quality.ts";
import type { QualityOutcome, QualityResult } from "../../run/results.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderJUnit, type TestCase } from "../render/junit.ts";
import { renderQuality } from "../render/quality.ts";
import { withSession } from "../session.ts";
import { openTarget } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { oneDataset } from "./profile.ts";

const formats = ["text", "json", "junit"] as const;
const thresholds = ["fail", "warn"] as const;

/** `dps quality`: the Soda checks of the manifests on sample data. */
export async function quality(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      dataset: { type: "string" },
      format: { type: "string", default: "text" },
      "fail-on": { type: "string", default: "fail" },
      ...environmentOption,
    },
  });
  const format = oneOf("format", values.format, formats);
  const threshold = oneOf("fail-on", values["fail-on"], thresholds);
  const dataset = values.dataset === undefined ? undefined : oneDataset(values.dataset);
  const target = await openTarget(onePath("quality", positionals), {
    terminal,
    environment: values.environment,
  });
  const measured = await withSession(target, (session) =>
    measureQuality(session, { files: target.files, dataset, onProgress: reportProgress(terminal) }),
  );
  if (dataset !== undefined && measured.checks.length === 0)
    throw new UsageError(`There is no check of ${dataset} here.`);
  const result = {
    ...measured,
    checks: measured.checks.map((each) => ({ ...each, file: target.show(each.file) })),
  };
  terminal.stdout.write(`${render(result, { format, threshold, terminal })}\n`);
  const { fail, error, warn } = result.summary;
  return fail + error > 0 || (threshold === "warn" && warn > 0) ? 1 : 0;
}

interface Rendering {
  readonly format: (typeof formats)[number];
  readonly threshold: (typeof thresholds)[number];
  readonly terminal: Terminal;
}

function render(result: QualityResult, { format, threshold, terminal }: Rendering): string {
  switch (format) {
    case "text":
      return renderQuality(result, terminal);
    case "json":
      return JSON.stringify(result, null, 2);
    case "junit":
      return renderJUnit(result.checks.map((check) => testCase(check, threshold)));
  }
}

/** A test passes where the command would. */
function testCase(
  { file, range, dataset, name, outcome, message, check }: QualityOutcome,
  threshold: Rendering["threshold"],
): TestCase {
  const kinds = { fail: "failure", warn: "failure", error: "error", not_evaluated: "skipped" } as const;
  if (outcome === "pass" || (outcome === "warn" && threshold === "fail")) return { suite: dataset, name };
  const detail = `${file}:${range.start.line + 1}\n${check}`;
  return { suite: dataset, name, failure: { kind: kinds[outcome], type: outcome, message, detail } };
}
