import type { Outcome, QualityResult } from "../../run/results.ts";
import type { Style, Terminal } from "../terminal.ts";
import { painter } from "../terminal.ts";
import { count, renderTable } from "./table.ts";

const styles: Record<Outcome, Style> = {
  pass: "green",
  warn: "yellow",
  fail: "red",
  error: "magenta",
  not_evaluated: "dim",
};
const words: Record<Outcome, string> = {
  pass: "pass",
  warn: "warn",
  fail: "fail",
  error: "error",
  not_evaluated: "not evaluated",
};

/** Checks by dataset with outcome and what it means, and a summary. */
export function renderQuality({ checks, summary }: QualityResult, terminal: Terminal): string {
  const paint = painter(terminal);
  if (checks.length === 0) return "There is no quality check here.";
  const parts: string[] = [];
  for (const [dataset, own] of Map.groupBy(checks, (check) => check.dataset)) {
    parts.push(paint("underline", dataset));
    parts.push(
      renderTable(
        [{ title: "outcome" }, { title: "check" }, { title: "result" }],
        own.map(({ outcome, name, message }) => [paint(styles[outcome], words[outcome]), name, message]),
        { paint, indent: 2 },
      ),
    );
    parts.push("");
  }
  const outcomes = (Object.keys(words) as Outcome[])
    .filter((outcome) => summary[outcome] > 0)
    .map((outcome) => paint(styles[outcome], `${summary[outcome]} ${words[outcome]}`));
  parts.push(`${count(checks.length, "check")}: ${outcomes.join(", ")}`);
  return parts.join("\n");
}
