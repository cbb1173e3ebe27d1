import type { CheckResult } from "../../run/results.ts";
import type { Severity } from "../../text/problem.ts";

const commands: Record<Severity, "error" | "warning" | "notice"> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands that GitHub turns into annotations: one line a problem. */
export function renderGitHub({ problems }: CheckResult): string {
  return problems
    .map(({ file, range: { start, end }, rule, severity, message }) => {
      const place = `file=${property(file)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1},endColumn=${end.character + 1}`;
      return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}`;
    })
    .join("\n");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
