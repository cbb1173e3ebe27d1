import { expect } from "vitest";
import type { Problem } from "../../text/problem.ts";
import { applyEdits } from "../../text/edits.ts";
import { Lines } from "../../text/lines.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { YamlNode } from "../../yaml/tree.ts";
import type { SchemaObject } from "../dialect.ts";
import { loadSchemas } from "../schemas.ts";
import { walk, type Walked } from "../walk.ts";

/** A line such as `#   ^^^^ error wrong-type: …`; `#<^^^` where the range begins in the first column. */
const marker = /^\s*#\s*<?\s*\^+ (?:error|warning|information|hint) /;

/** Walks a text by a schema of its own. */
export function walkText(schema: SchemaObject, text: string): Walked {
  const { schemas, problems } = loadSchemas({ "test.json": schema });
  expect(problems).toEqual([]);
  return walk(rootOf(text), "test.json", schemas, text);
}

/**
 * Expects exactly the problems that the marker lines of a text name, each below the line it begins on, with the
 * carets under its range (of a longer range, under its first line).
 */
export function expectProblems(schema: SchemaObject, marked: string): void {
  const text = marked
    .split("\n")
    .filter((line) => !marker.test(line))
    .join("\n");
  expect(mark(text, walkText(schema, text).problems)).toBe(marked);
}

/** Expects the one fix of all problems of a text to give another text. */
export function expectFix(schema: SchemaObject, before: string, title: string, after: string): void {
  const fixes = walkText(schema, before).problems.flatMap((problem) => problem.fixes ?? []);
  expect(fixes.map((fix) => fix.title)).toEqual([title]);
  const edits = fixes.flatMap((fix) => fix.edits);
  expect(applyEdits(before, edits)).toBe(after);
}

export function rootOf(text: string): YamlNode {
  const root = parseYaml(text).documents[0]?.root;
  if (!root) throw new Error("The text holds no document.");
  return root;
}

function mark(text: string, problems: readonly Problem[]): string {
  const lines = new Lines(text);
  return text
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...problems
        .filter(({ range }) => lines.position(range.start).line === index)
        .map((problem) => markerOf(problem, line, lines)),
    ])
    .join("\n");
}

function markerOf({ severity, rule, message, range }: Problem, line: string, lines: Lines): string {
  const { character, line: first } = lines.position(range.start);
  const end = lines.position(range.end);
  const length = Math.max(1, (end.line === first ? end.character : line.length) - character);
  const carets = "^".repeat(length);
  const place = character === 0 ? `#<${carets}` : `#${" ".repeat(character - 1)}${carets}`;
  return `${place} ${severity} ${rule}: ${message}`;
}
