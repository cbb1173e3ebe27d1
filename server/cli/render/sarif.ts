import type { CheckResult, FileProblem } from "../../run/results.ts";
import type { Severity } from "../../text/problem.ts";
import type { Rule } from "../../rules/rule.ts";

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0, as code scanning services read it. Regions count lines and columns from 1, in UTF-16. */
export function renderSarif({ problems }: CheckResult, rules: readonly Rule[], version: string): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "dps",
            semanticVersion: version,
            rules: rules.map(({ id, summary, severity }) => ({
              id,
              shortDescription: { text: summary },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => result(problem)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function result({ rule, severity, message, file, range: { start, end } }: FileProblem) {
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
