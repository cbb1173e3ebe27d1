import { expect } from "vitest";
import { Checker } from "../../server/rules/checker.ts";
import { rules as allRules } from "../../server/rules/index.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { applyEdits } from "../../server/text/edits.ts";
import { Lines } from "../../server/text/lines.ts";
import type { Problem } from "../../server/text/problem.ts";
import { MemoryFileSystem } from "../../server/workspace/memory-file-system.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { parseFixture, type ExpectedProblem, type Fixture } from "./fixture.ts";

const sql = createInProcessSqlService();

/**
 * Checks a workspace of marked-up manifests and expects exactly the problems marked in it, of the rule named or,
 * without one, of all rules.
 */
export async function expectProblems(source: string, rule?: string): Promise<void> {
  const fixture = parseFixture(source);
  const { checker } = await checkFixture(fixture);
  const found = [...fixture.files].flatMap(([file, text]) =>
    checker
      .problems(file)
      .filter((problem) => rule === undefined || problem.rule === rule)
      .map((problem) => toMarked(file, text, problem)),
  );
  const expected = fixture.problems.toSorted(byPlace);
  expect(
    found
      .toSorted(byPlace)
      .map((problem, index) => shorten(problem, expected[index]))
      .map(print),
  ).toEqual(expected.map(print));
}

/** Takes the fix of that title where the cursor is, and compares the file with what it should become. */
export function expectFix(source: string, title: string): { toGive(expected: string): Promise<void> } {
  return {
    async toGive(expected) {
      const fixture = parseFixture(source);
      const { checker } = await checkFixture(fixture);
      const { file, offset } = fixture.cursor ?? { file: "", offset: 0 };
      const fixes = checker
        .problems(file)
        .filter(({ range }) => range.start <= offset && offset <= range.end)
        .flatMap((problem) => problem.fixes ?? []);
      const fix = fixes.find((each) => each.title === title);
      expect(fixes.map((each) => each.title)).toContain(title);
      if (fix)
        expect(applyEdits(fixture.files.get(file) ?? "", fix.edits)).toBe(
          parseFixture(expected).files.values().next().value,
        );
    },
  };
}

/** Everything that is found in the manifests, without marks. */
export async function problemsOf(source: string): Promise<readonly Problem[]> {
  const fixture = parseFixture(source);
  const { checker } = await checkFixture(fixture);
  return [...fixture.files.keys()].flatMap((file) => checker.problems(file));
}

/** Ids of the rules that find something in the fixture. */
export async function rulesThatFind(source: string): Promise<ReadonlySet<string>> {
  return new Set((await problemsOf(source)).map(({ rule }) => rule));
}

async function checkFixture(fixture: Fixture): Promise<{ checker: Checker }> {
  const files = Object.fromEntries([...fixture.files].map(([path, text]) => [`/workspace/${path}`, text]));
  const workspace = await Workspace.open("/workspace", new MemoryFileSystem(files));
  const checker = new Checker(workspace, sql, {
    rules: allRules,
    onBug: (rule, error) => {
      throw new Error(`The rule ${rule.id} threw.`, { cause: error });
    },
  });
  await checker.checkAll();
  return { checker };
}

function toMarked(file: string, text: string, { range, severity, rule, message }: Problem): ExpectedProblem {
  const lines = new Lines(text);
  const { line, character: from } = lines.position(range.start);
  const lineEnd = (text.indexOf("\n", range.start) + text.length + 1) % (text.length + 1) || text.length;
  const to = lines.position(Math.min(range.end, lineEnd)).character;
  return { file, line, from, to, severity, rule, message };
}

/** As much of the message as the mark gives. */
function shorten(problem: ExpectedProblem, expected: ExpectedProblem | undefined): ExpectedProblem {
  if (!expected || !problem.message.startsWith(expected.message)) return problem;
  return { ...problem, message: expected.message };
}

function print({ file, line, from, to, severity, rule, message }: ExpectedProblem): string {
  return `${file}:${line + 1}:${from}-${to} ${severity} ${rule}: ${message}`;
}

function byPlace(one: ExpectedProblem, other: ExpectedProblem): number {
  return (
    one.file.localeCompare(other.file) ||
    one.line - other.line ||
    one.from - other.from ||
    one.rule.localeCompare(other.rule)
  );
}
