import type { CheckResult, FileProblem } from "../../run/results.ts";
import type { Severity } from "../../text/problem.ts";
import type { Paint, Style, Terminal } from "../terminal.ts";
import { painter } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

const styles: Record<Severity, Style> = { error: "red", warning: "yellow", information: "blue", hint: "dim" };

/** Problems by file, each with its place, what is wrong and the rule that says so. */
export function renderCheck(result: CheckResult, terminal: Terminal): string {
  const paint = painter(terminal);
  const parts: string[] = [];
  for (const [file, problems] of Map.groupBy(result.problems, (problem) => problem.file)) {
    const rows = problems.map((problem) => [
      place(problem),
      paint(styles[problem.severity], problem.severity),
      problem.message,
      paint("dim", problem.rule),
    ]);
    parts.push(
      `${paint("underline", file)}\n${renderTable([{ title: "", align: "right" }, { title: "" }, { title: "" }, { title: "" }], rows, { paint, indent: 2 })}\n`,
    );
  }
  parts.push(summary(result, paint));
  return parts.join("\n");
}

function place({ range: { start } }: FileProblem): string {
  return `${start.line + 1}:${start.character + 1}`;
}

function summary({ manifests, summary: counts, baseline }: CheckResult, paint: Paint): string {
  const found = (["error", "warning", "information", "hint"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) =>
      paint(
        styles[severity],
        count(counts[severity], severity, severity === "information" ? "remarks" : undefined),
      ),
    );
  const checked = `${count(manifests, "manifest")} checked`;
  const known = baseline?.known ? ", nothing new" : ", nothing found";
  const verdict =
    found.length === 0
      ? `${paint("green", "✔")} ${checked}${known}`
      : `${paint("red", "✖")} ${checked}: ${found.join(", ")}`;
  return [verdict, ...baselineLines(baseline).map((line) => `  ${line}`)].join("\n");
}

/** What the baseline had to do with the result, each in one sentence. */
export function baselineLines(baseline: CheckResult["baseline"]): readonly string[] {
  if (!baseline) return [];
  const { known, gone } = baseline;
  return [
    ...(known > 0 ? [`${count(known, "known problem")} in the baseline, not shown.`] : []),
    ...(gone > 0
      ? [
          `${count(gone, "problem")} of the baseline ${gone === 1 ? "is" : "are"} gone; dps check --prune-baseline forgets ${gone === 1 ? "it" : "them"}.`,
        ]
      : []),
  ];
}
