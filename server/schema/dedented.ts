import type { Fix, Problem } from "../text/problem.ts";
import type { Entry } from "../yaml/tree.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import { hasKey, type JudgedEntry } from "./key.ts";
import { typeOf } from "./value.ts";
import { severityOf } from "./wording.ts";

/** More of either in one map were not written by a person. */
const maxKeys = 200;

/**
 * Keys that nobody knows here, but that an empty key above them has: they lost their indentation. Each empty key
 * with those that belong below it.
 */
export function dedentedKeys(verdicts: readonly JudgedEntry[]): ReadonlyMap<Entry, readonly Entry[]> {
  const found = new Map<Entry, readonly Entry[]>();
  const unknown = verdicts
    .filter(({ unknownBy, entry }) => unknownBy.length > 0 && !entry.merged)
    .slice(0, maxKeys);
  if (unknown.length === 0) return found;
  const empty = verdicts
    .filter(({ entry }) => typeOf(entry.value) === "null" && !entry.merged)
    .slice(0, maxKeys);
  const free = new Set(unknown.map(({ entry }) => entry));
  for (const { entry, schemas } of empty) {
    const below = [...free].filter(
      ({ name, range }) => range.start > entry.range.end && schemas.some((schema) => mayHave(schema, name)),
    );
    if (below.length > 0) found.set(entry, below);
    for (const other of below) free.delete(other);
  }
  return found;
}

/**
 * A key without a value where the schema requires one, or whose keys lost their indentation.
 *
 * @param applied the schemas that apply to the map around
 */
export function emptyProblem(
  { name, keyRange }: Entry,
  below: readonly Entry[],
  applied: readonly Applied[],
  text: string | undefined,
): Problem | undefined {
  const by = applied.find(({ schema }) => schema.schema.required?.includes(name))?.schema.schema;
  if (!by && below.length === 0) return undefined;
  const problem: Problem = {
    rule: "missing-key",
    severity: by ? severityOf(by) : "warning",
    message: `\`${name}\` is empty; give it a value.`,
    range: keyRange,
  };
  if (below.length === 0) return problem;
  const names = below.slice(0, 4).map((entry) => `\`${entry.name}\``);
  const rest = below.length > names.length ? ", …" : "";
  return {
    ...problem,
    message: `\`${name}\` is empty; indent what belongs to it: ${names.join(", ")}${rest}.`,
    ...(text !== undefined && { fixes: [indent(below, name, text)] }),
  };
}

/** Whether a key can belong to a mapping of a schema: some branch of it has the key, or it takes any. */
function mayHave(schema: CompiledSchema, name: string): boolean {
  return (
    hasKey(schema, name) || (schema.types?.includes("object") === true && schema.applied.every(takesAnyKey))
  );
}

function takesAnyKey({ schema }: Applied): boolean {
  const { properties, patternProperties, additional } = schema;
  return !properties && patternProperties.length === 0 && !additional && !schema.if;
}

function indent(below: readonly Entry[], name: string, text: string): Fix {
  const edits = below.flatMap(({ range }) =>
    lineStarts(text, range.start, range.end).map((start) => ({
      range: { start, end: start },
      newText: "  ",
    })),
  );
  return { title: `Indent under ${name}`, edits };
}

/** Where the lines of a range begin that hold more than a line break. */
function lineStarts(text: string, start: number, end: number): readonly number[] {
  const starts: number[] = [];
  for (let line = text.lastIndexOf("\n", start - 1) + 1; line < end;) {
    if (!/[\r\n]/.test(text[line] ?? "\n")) starts.push(line);
    const lineBreak = text.indexOf("\n", line);
    if (lineBreak < 0) break;
    line = lineBreak + 1;
  }
  return starts;
}
