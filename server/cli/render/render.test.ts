import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckResult, FileProblem, Range } from "../../run/results.ts";
import { junitErrors, sarifErrors } from "../../../test/support/report-schemas.ts";
import { readCommand } from "../../../test/support/workflow-commands.ts";
import { isXmlCharacter, parseXml, type Element } from "../../../test/support/xml.ts";
import { renderGitHub } from "./github.ts";
import { renderJUnit, type TestCase } from "./junit.ts";
import { renderSarif } from "./sarif.ts";

/** Texts that a format could trip over: markup, line ends of all kinds, control characters, lone surrogates. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "]]>",
      "%",
      ":",
      ",",
      "\n",
      "\r",
      "\t",
      "\0",
      "\ud800",
      "👟",
      "::",
      " ",
    ),
  }),
);

const range: fc.Arbitrary<Range> = fc.constantFrom(
  { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  { start: { line: 2, character: 4 }, end: { line: 2, character: 7 } },
  { start: { line: 2, character: 4 }, end: { line: 4, character: 0 } },
);

const problem: fc.Arbitrary<FileProblem> = fc.record(
  {
    file: text,
    rule: text,
    message: text,
    severity: fc.constantFrom("error", "warning", "information", "hint"),
    range,
    fingerprint: fc.constant("0123456789abcdef:1"),
    fixes: fc.array(
      fc.record({
        title: text,
        edits: fc.array(fc.record({ range, newText: text }), { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
    related: fc.array(fc.record({ file: text, range, message: text }), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["file", "rule", "message", "severity", "range", "fingerprint", "fixes"] },
);

const resultOf = (problems: readonly FileProblem[]): CheckResult => ({
  version: 1,
  manifests: 1,
  problems,
  summary: { error: 0, warning: 0, information: 0, hint: 0 },
});

describe("JUnit", () => {
  const testCase: fc.Arbitrary<TestCase> = fc.record(
    {
      suite: text,
      name: text,
      failure: fc.record(
        { kind: fc.constantFrom("failure", "error", "skipped"), type: text, message: text, detail: text },
        { requiredKeys: ["kind", "message"] },
      ),
    },
    { requiredKeys: ["suite", "name"] },
  );

  test("is well-formed XML that says what it was told, whatever that is", () => {
    fc.assert(
      fc.property(fc.array(testCase, { maxLength: 6 }), (cases) => {
        const { name, children } = parseXml(renderJUnit(cases));
        expect(name).toBe("testsuites");
        const read = children.flatMap((suite) => suite.children.map(readCase));
        const expected = [...Map.groupBy(cases, ({ suite }) => suite).values()].flat();
        expect(read).toEqual(expected.map(printable));
      }),
    );
  });

  test("is valid by the schema that Jenkins publishes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(testCase, { maxLength: 6 }), async (cases) => {
        expect(await junitErrors(renderJUnit(cases))).toEqual([]);
      }),
      { numRuns: 10 },
    );
    expect(await junitErrors(renderJUnit([]).replaceAll("testsuites", "testsuits"))).not.toEqual([]);
  });

  test("counts each suite's tests by what became of them", () => {
    const failure = (kind: "failure" | "error" | "skipped") => ({ kind, message: "m" });
    const xml = parseXml(
      renderJUnit([
        { suite: "a", name: "1" },
        { suite: "b", name: "2", failure: failure("error") },
        { suite: "a", name: "3", failure: failure("failure") },
        { suite: "a", name: "4", failure: failure("skipped") },
        { suite: "a", name: "5", failure: failure("skipped") },
      ]),
    );
    expect(xml.children.map(({ attributes }) => attributes)).toEqual([
      { name: "a", tests: "4", failures: "1", errors: "0", skipped: "2" },
      { name: "b", tests: "1", failures: "0", errors: "1", skipped: "0" },
    ]);
  });

  function readCase({ attributes, children: [failure] }: Element): TestCase {
    const { classname: suite = "", name = "" } = attributes;
    if (!failure) return { suite, name };
    const kind = failure.name as "failure" | "error" | "skipped";
    return {
      suite,
      name,
      failure: {
        kind,
        type: failure.attributes.type,
        message: failure.attributes.message ?? "",
        detail: failure.text,
      },
    };
  }

  /** What XML can say of it: some characters it can't hold at all. */
  function printable({ suite, name, failure }: TestCase): TestCase {
    const of = (raw: string) =>
      [...raw.toWellFormed()].map((character) => (isXmlCharacter(character) ? character : "\ufffd")).join("");
    if (!failure) return { suite: of(suite), name: of(name) };
    const { kind, type, message, detail = "" } = failure;
    return {
      suite: of(suite),
      name: of(name),
      failure: { kind, type: type && of(type), message: of(message), detail: of(detail) },
    };
  }
});

describe("GitHub", () => {
  test("gives each problem one line, which says what it was told", () => {
    fc.assert(
      fc.property(fc.array(problem, { minLength: 1, maxLength: 6 }), (problems) => {
        const lines = renderGitHub(resultOf(problems)).split(/\r\n|\n|\r/);
        expect(lines.map(readCommand)).toEqual(
          problems.map(({ file, rule, message, severity, range: { start, end } }) => ({
            command: { error: "error", warning: "warning", information: "notice", hint: "notice" }[severity],
            properties: {
              file,
              line: String(start.line + 1),
              endLine: String(end.line + 1),
              title: rule,
              ...(start.line === end.line && {
                col: String(start.character + 1),
                endColumn: String(end.character + 1),
              }),
            },
            message,
          })),
        );
      }),
    );
  });
});

describe("SARIF", () => {
  test("is valid by the schema of SARIF 2.1.0", () => {
    const context = {
      rules: [{ id: "unknown-key", severity: "warning", summary: "A key is not known." }],
      pages: new Map([["unknown-key", "# unknown-key"]]),
      version: "1.2.3",
    } as const;
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 4 }), (problems) => {
        expect(sarifErrors(renderSarif(resultOf(problems), context))).toEqual([]);
      }),
    );
    const wrong = renderSarif(resultOf([]), context).replace("columnKind", "columnKnid");
    expect(sarifErrors(wrong)).not.toEqual([]);
  });

  test("is JSON whose paths are URIs, whatever the files are called", () => {
    const wellFormed = problem.map((each) => ({
      ...each,
      file: each.file.toWellFormed(),
      message: each.message.toWellFormed(),
    }));
    fc.assert(
      fc.property(fc.array(wellFormed, { maxLength: 4 }), (problems) => {
        const { runs } = JSON.parse(
          renderSarif(resultOf(problems), { rules: [], pages: new Map(), version: "1.2.3" }),
        );
        const read = runs[0].results.map(({ message, locations: [{ physicalLocation }] }: SarifResult) => ({
          message: message.text,
          file: physicalLocation.artifactLocation.uri,
        }));
        for (const { file } of read) expect(file).toMatch(/^[\w./%!~*'()-]*$/);
        expect(
          read.map(({ file, message }: { file: string; message: string }) => [
            decodeURIComponent(file),
            message,
          ]),
        ).toEqual(problems.map(({ file, message }) => [file, message]));
      }),
    );
  });

  interface SarifResult {
    message: { text: string };
    locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
  }
});
