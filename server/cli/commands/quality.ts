import { parseArgs } from "node:util";
import { measureQuality } from "../../run/quality.ts";
import type { QualityResult } from "../../run/results.ts";
import type { ExitStatus } from "../exit-status.ts";
import { oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderJUnit, type TestCase } from "../render/junit.ts";
import { renderQuality } from "../render/quality.ts";
import { withSession } from "../session.ts";
import { openTarget } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { oneDataset } from "./profile.ts";

const formats = ["text", "json", "junit"] as const;

/** `dps quality`: the Soda checks of the manifests on sample data. */
export async function quality(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      dataset: { type: "string" },
      format: { type: "string", default: "text" },
      "fail-on": { type: "string", default: "fail" },
    },
  });
  const format = oneOf("format", values.format, formats);
  const threshold = oneOf("fail-on", values["fail-on"], ["fail", "warn"]);
  const dataset = values.dataset === undefined ? undefined : oneDataset(values.dataset);
  const target = await openTarget(onePath("quality", positionals), terminal.cwd);
  const files = target.workspace.ownFiles.filter((file) => target.includes(file));
  const measured = await withSession(target, (session) =>
    measureQuality(session, { files, dataset, onProgress: reportProgress(terminal) }),
  );
  const result = {
    ...measured,
    checks: measured.checks.map((each) => ({ ...each, file: target.show(each.file) })),
  };
  terminal.stdout.write(`${render(result, format, terminal)}\n`);
  const { fail, error, warn } = result.summary;
  return fail + error > 0 || (threshold === "warn" && warn > 0) ? 1 : 0;
}

function render(result: QualityResult, format: (typeof formats)[number], terminal: Terminal): string {
  switch (format) {
    case "text":
      return renderQuality(result, terminal);
    case "json":
      return JSON.stringify(result, null, 2);
    case "junit":
      return renderJUnit(result.checks.map(testCase));
  }
}

function testCase({ dataset, name, outcome, message, check }: QualityResult["checks"][number]): TestCase {
  const kinds = { fail: "failure", error: "error", not_evaluated: "skipped" } as const;
  if (outcome === "pass" || outcome === "warn") return { suite: dataset, name };
  return { suite: dataset, name, failure: { kind: kinds[outcome], message, detail: check } };
}
