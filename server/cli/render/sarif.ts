import type { CheckResult, FileEdit, FileProblem, Range } from "../../run/results.ts";
import type { Severity } from "../../text/problem.ts";
import type { Rule } from "../../rules/rule.ts";

export interface SarifContext {
  readonly rules: readonly Rule[];
  /** Page of each rule as Markdown, by id. */
  readonly pages: ReadonlyMap<string, string>;
  /** Of this program. */
  readonly version: string;
}

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** What readers of SARIF call the folder that paths are relative to. */
const base = "%SRCROOT%";

/** SARIF 2.1.0, as code scanning services read it. Regions count lines and columns from 1, in UTF-16. */
export function renderSarif({ problems }: CheckResult, { rules, pages, version }: SarifContext): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "dps",
            fullName: "Data Product Studio",
            semanticVersion: version,
            rules: rules.map((rule) => describeRule(rule, pages.get(rule.id))),
          },
        },
        // Without its place on this machine, so that the same problems give the same log everywhere.
        originalUriBaseIds: { [base]: { description: { text: "The folder that paths are relative to." } } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => result(problem, indexes.get(problem.rule))),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function describeRule({ id, summary, severity }: Rule, page: string | undefined) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    ...(page !== undefined && { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(problem: FileProblem, ruleIndex: number | undefined) {
  const { rule, severity, message, file, range, fingerprint, fixes, related } = problem;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: place(file, range) }],
    ...(related && {
      relatedLocations: related.map((each, index) => ({
        id: index + 1,
        physicalLocation: place(each.file, each.range),
        message: { text: each.message },
      })),
    }),
    // The name under which GitHub looks for it.
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(fixes.length > 0 && { fixes: fixes.map(({ title, edits }) => fix(title, file, edits)) }),
  };
}

function fix(title: string, file: string, edits: readonly FileEdit[]) {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map(({ range, newText }) => ({
          deletedRegion: region(range),
          ...(newText !== "" && { insertedContent: { text: newText } }),
        })),
      },
    ],
  };
}

function place(file: string, range: Range) {
  return { artifactLocation: artifact(file), region: region(range) };
}

function artifact(file: string) {
  const uri = file.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: base };
}

function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
