import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckResult, FileProblem } from "../../run/results.ts";
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

const problem: fc.Arbitrary<FileProblem> = fc.record({
  file: text,
  rule: text,
  message: text,
  severity: fc.constantFrom("error", "warning", "information", "hint"),
  range: fc.constant({ start: { line: 2, character: 4 }, end: { line: 2, character: 7 } }),
  fixes: fc.constant([]),
});

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
        { kind: fc.constantFrom("failure", "error", "skipped"), message: text, detail: text },
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
      failure: { kind, message: failure.attributes.message ?? "", detail: failure.text },
    };
  }

  /** What XML can say of it: some characters it can't hold at all. */
  function printable({ suite, name, failure }: TestCase): TestCase {
    const of = (raw: string) =>
      [...raw.toWellFormed()].map((character) => (isXmlCharacter(character) ? character : "\ufffd")).join("");
    if (!failure) return { suite: of(suite), name: of(name) };
    const { kind, message, detail = "" } = failure;
    return { suite: of(suite), name: of(name), failure: { kind, message: of(message), detail: of(detail) } };
  }
});

describe("GitHub", () => {
  test("gives each problem one line, which says what it was told", () => {
    fc.assert(
      fc.property(fc.array(problem, { minLength: 1, maxLength: 6 }), (problems) => {
        const lines = renderGitHub(resultOf(problems)).split(/\r\n|\n|\r/);
        expect(lines.map(readCommand)).toEqual(
          problems.map(({ file, rule, message, severity }) => ({
            command: { error: "error", warning: "warning", information: "notice", hint: "notice" }[severity],
            properties: { file, line: "3", col: "5", endLine: "3", endColumn: "8", title: rule },
            message,
          })),
        );
      }),
    );
  });

  /** As the runner reads it: `::COMMAND KEY=VALUE,…::MESSAGE`. */
  function readCommand(line: string) {
    const [, command, list = "", message = ""] = /^::(\w+) ((?:[^:]|:(?!:))*?)::(.*)$/s.exec(line) ?? [];
    const decode = (value: string) =>
      value.replace(/%(25|0D|0A|3A|2C)/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
    const properties = list.split(",").map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), decode(pair.slice(equals + 1))];
    });
    return { command, properties: Object.fromEntries(properties), message: decode(message) };
  }
});

describe("SARIF", () => {
  test("is JSON whose paths are URIs, whatever the files are called", () => {
    const wellFormed = problem.map((each) => ({
      ...each,
      file: each.file.toWellFormed(),
      message: each.message.toWellFormed(),
    }));
    fc.assert(
      fc.property(fc.array(wellFormed, { maxLength: 4 }), (problems) => {
        const { runs } = JSON.parse(renderSarif(resultOf(problems), [], "1.2.3"));
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

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** Reads the XML that we write, and throws for anything that is not well-formed. */
function parseXml(xml: string): Element {
  const document: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  while (rest !== "") {
    const token = /^(?:<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|[^<>]+)/.exec(rest);
    const parent = open.at(-1);
    if (!token || !parent) throw new Error(`No XML: ${rest}`);
    rest = rest.slice(token[0].length);
    const [all, closing, name, attributes = "", empty] = token;
    if (name === undefined) parent.text += unescape(all);
    else if (closing) {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value = ""]) => [
        key,
        unescape(value),
      ]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [root, ...others] = document.children;
  if (!root || others.length > 0 || open.length > 1)
    throw new Error("There must be one root, and it must end.");
  return root;
}

function unescape(raw: string): string {
  if (![...raw].every(isXmlCharacter)) throw new Error(`XML can't hold ${JSON.stringify(raw)}`);
  return raw.replace(/&(?:#(\d+);)?/g, (all, code?: string) => {
    if (code === undefined) throw new Error(`A bare ${all}`);
    return String.fromCharCode(Number(code));
  });
}

function isXmlCharacter(character: string): boolean {
  return /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]$/u.test(character);
}
