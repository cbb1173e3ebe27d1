import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver";
import type { CheckResult, FileProblem, Range } from "../../server/run/results.ts";
import { startServer, type Client } from "../lsp/client.ts";
import { sampleTexts } from "../sample/edited-sample.ts";
import { dps, expectResult, folderWith } from "../support/command-line.ts";
import { depot, flare } from "../support/manifests.ts";
import { junitErrors, sarifErrors } from "../support/report-schemas.ts";
import { readCommand } from "../support/workflow-commands.ts";
import { parseXml } from "../support/xml.ts";
import { sampleWithMistakes } from "./sample-with-mistakes.ts";

/*
 * What the editor shows of a workspace and what the command line says of it in every format are one and the same. The
 * workspace is the sample with as many mistakes as fit into it at once, and with names and lines that a format could
 * trip over.
 */

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(sampleTexts),
  ...Object.fromEntries(sampleWithMistakes()),
  "dps.config.yml": `${sampleTexts.get("dps.config.yml")}\nrules: { missing-file: information, unknown-value: hint }\n`,
  "Büro & Lager/zwei Worte, 100% [neu]: <a>.yml": depot("buero").replace("depot:\n", "depto:\n"),
  "Büro & Lager/broken.yml": `${depot("broken")}  secrets: [\n`,
  "Büro & Lager/👟.yml": flare({
    name: "shoes",
    input: "dataos://crmbq:sales_360/customer",
    output: "dataos://lakehouse:sales_360/shoes",
    sql: "SELECT '👟👟' AS shoe FROM sourec",
  }),
};

const formats = ["text", "json", "sarif", "junit", "github"] as const;
const output = {} as Record<(typeof formats)[number], string>;
let problems: readonly FileProblem[];

beforeAll(async () => {
  const folder = folderWith(files);
  for (const format of formats) {
    const { stdout, stderr } = await dps(folder, "check", "--format", format, "--fail-on", "hint");
    expect(stderr).toBe("");
    output[format] = stdout;
  }
  const result = JSON.parse(output.json) as CheckResult;
  expectResult("check", result);
  problems = result.problems;
}, 120_000);

test("there are many problems of many rules, some of them in files with unusual names", () => {
  expect(problems.length).toBeGreaterThan(60);
  expect(new Set(problems.map(({ rule }) => rule)).size).toBeGreaterThan(12);
  expect(problems.filter(({ file }) => file.startsWith("Büro")).length).toBeGreaterThan(1);
  expect(new Set(problems.map(({ severity }) => severity)).size).toBe(4);
  expect(problems.some(({ related }) => related)).toBe(true);
});

test("the editor shows the same", async () => {
  const server = await startServer(files);
  const expected = problems.map(({ fixes: _fixes, fingerprint: _fingerprint, ...shown }) => shown);
  await server.until(
    () => isDeepStrictEqual(shownBy(server), expected),
    () => expect(shownBy(server)).toEqual(expected),
  );
  const { file = "" } = problems.find(({ fixes }) => fixes.length > 0) ?? {};
  await server.open(file);
  await server.shows(
    file,
    problems
      .filter((each) => each.file === file)
      .map(({ rule, range }) => `${rule} "${server.textAt(file, range)}"`),
  );
  for (const { range, fixes } of problems.filter((each) => each.file === file))
    expect(await fixesOf(server, file, range)).toEqual(expect.arrayContaining([...fixes]));
}, 120_000);

test("sarif", () => {
  expect(sarifErrors(output.sarif)).toEqual([]);
  const [{ tool, results }] = (JSON.parse(output.sarif) as SarifLog).runs;
  const levels = { error: "error", warning: "warning", information: "note", hint: "note" };
  expect(
    results.map(
      ({ ruleIndex, level, message, locations: [{ physicalLocation }], fixes = [], ...result }) => ({
        ...placeOf(physicalLocation),
        rule: tool.driver.rules[ruleIndex]?.id,
        level,
        message: message.text,
        fingerprint: result.partialFingerprints.primaryLocationLineHash,
        fixes: fixes.map(({ description, artifactChanges: [{ artifactLocation, replacements }] }) => ({
          title: description.text,
          file: fileOf(artifactLocation.uri),
          edits: replacements.map(({ deletedRegion, insertedContent }) => ({
            range: rangeOf(deletedRegion),
            newText: insertedContent?.text ?? "",
          })),
        })),
        ...(result.relatedLocations && {
          related: result.relatedLocations.map((each) => ({
            ...placeOf(each.physicalLocation),
            message: each.message.text,
          })),
        }),
      }),
    ),
  ).toEqual(
    problems.map(({ severity, fixes, ...problem }) => ({
      ...problem,
      level: levels[severity],
      fixes: fixes.map((fix) => ({ ...fix, file: problem.file })),
    })),
  );
  for (const rule of tool.driver.rules) {
    expect(rule.help?.markdown, rule.id).toContain(`# ${rule.id}`);
    expect(rule.shortDescription.text).not.toBe("");
  }
});

test("junit", async () => {
  expect(await junitErrors(output.junit)).toEqual([]);
  const cases = parseXml(output.junit).children.flatMap(({ children }) => children);
  expect(
    cases.map(({ attributes, children: [failure] }) => ({
      file: attributes.classname,
      name: attributes.name,
      severity: failure?.attributes.type,
      message: failure?.attributes.message,
      place: failure?.text,
    })),
  ).toEqual(
    problems.map(({ file, range: { start, end }, rule, severity, message }) => ({
      file,
      name: `${rule} at ${start.line + 1}:${start.character + 1}`,
      severity,
      message,
      place: `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
    })),
  );
});

test("github", () => {
  const commands = { error: "error", warning: "warning", information: "notice", hint: "notice" };
  expect(output.github.trimEnd().split("\n").map(readCommand)).toEqual(
    problems.map(({ file, range: { start, end }, rule, severity, message }) => ({
      command: commands[severity],
      properties: {
        file,
        line: `${start.line + 1}`,
        endLine: `${end.line + 1}`,
        ...(start.line === end.line && { col: `${start.character + 1}`, endColumn: `${end.character + 1}` }),
        title: rule,
      },
      message,
    })),
  );
});

test("text", () => {
  const said: unknown[] = [];
  let file: string | undefined;
  for (const line of output.text.split("\n")) {
    const [, row, column, severity, rest = ""] = /^ +(\d+):(\d+) {2}(\w+) +(.*)$/.exec(line) ?? [];
    if (row === undefined) file = line;
    else {
      const [, message, rule] = /^(.*?) +([a-z-]+)$/.exec(rest) ?? [];
      said.push({
        file,
        start: { line: Number(row) - 1, character: Number(column) - 1 },
        severity,
        message,
        rule,
      });
    }
  }
  expect(said).toEqual(
    problems.map(({ file, range: { start }, severity, message, rule }) => ({
      file,
      start,
      severity,
      message,
      rule,
    })),
  );
});

/** All diagnostics, as problems of the command line. */
function shownBy(server: Client): readonly Omit<FileProblem, "fixes" | "fingerprint">[] {
  return Object.keys(files)
    .toSorted()
    .flatMap((file) =>
      server.diagnostics(file).map(({ range, code, severity, message, relatedInformation }) => ({
        file,
        range,
        rule: String(code),
        severity: severities[severity ?? DiagnosticSeverity.Error],
        message: String(message),
        ...(relatedInformation && {
          related: relatedInformation.map(({ location, message }) => ({
            file: server.fileOf(location.uri),
            range: location.range,
            message,
          })),
        }),
      })),
    );
}

const severities = {
  [DiagnosticSeverity.Error]: "error",
  [DiagnosticSeverity.Warning]: "warning",
  [DiagnosticSeverity.Information]: "information",
  [DiagnosticSeverity.Hint]: "hint",
} as const;

async function fixesOf(server: Client, file: string, { start }: Range): Promise<FileProblem["fixes"]> {
  const actions = await server.fixesAt(file, start);
  return actions.map(({ title, edit }) => ({ title, edits: edit?.changes?.[server.uriOf(file)] ?? [] }));
}

interface SarifPlace {
  readonly artifactLocation: { readonly uri: string };
  readonly region: SarifRegion;
}

interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** As far as it is compared. */
interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly {
            readonly id: string;
            readonly shortDescription: { readonly text: string };
            readonly help?: { readonly markdown: string };
          }[];
        };
      };
      readonly results: readonly {
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [{ readonly physicalLocation: SarifPlace }];
        readonly relatedLocations?: readonly {
          readonly physicalLocation: SarifPlace;
          readonly message: { readonly text: string };
        }[];
        readonly partialFingerprints: { readonly primaryLocationLineHash: string };
        readonly fixes?: readonly {
          readonly description: { readonly text: string };
          readonly artifactChanges: readonly [
            {
              readonly artifactLocation: { readonly uri: string };
              readonly replacements: readonly {
                readonly deletedRegion: SarifRegion;
                readonly insertedContent?: { readonly text: string };
              }[];
            },
          ];
        }[];
      }[];
    },
  ];
}

function placeOf({ artifactLocation: { uri }, region }: SarifPlace): { file: string; range: Range } {
  return { file: fileOf(uri), range: rangeOf(region) };
}

function fileOf(uri: string): string {
  return decodeURIComponent(uri);
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: SarifRegion): Range {
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}
