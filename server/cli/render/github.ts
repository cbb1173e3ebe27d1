import type { CheckResult, FileProblem } from "../../run/results.ts";
import type { Severity } from "../../text/problem.ts";

const commands: Record<Severity, "error" | "warning" | "notice"> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands that GitHub turns into annotations: one line a problem. */
export function renderGitHub({ problems }: CheckResult): string {
  return problems.map(annotation).join("\n");
}

function annotation({ file, range: { start, end }, rule, severity, message }: FileProblem): string {
  const properties = {
    file,
    line: start.line + 1,
    // GitHub takes columns only of what lies on one line.
    ...(start.line === end.line && { col: start.character + 1 }),
    endLine: end.line + 1,
    ...(start.line === end.line && { endColumn: end.character + 1 }),
    title: rule,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
