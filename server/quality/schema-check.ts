import { quoteLiteral, type Column, type Table } from "../engine/engine.ts";
import type { SchemaConfiguration, SchemaValidations } from "../sodacl/schema-configuration.ts";
import type { CheckedTable, Measurement, Plan, Settled } from "./plan.ts";
import { isSameType } from "./types.ts";
import { notEvaluated, type Verdict } from "./verdict.ts";

/** A check of the columns themselves. Names are compared letter by letter. */
export function planSchema(configuration: SchemaConfiguration, table: CheckedTable): Plan | Settled {
  const { warn, fail } = configuration;
  if (warn?.changes || fail?.changes) {
    const message =
      "This check compares with the columns of an earlier run: it needs history, and there is none here.";
    return { labels: configuration, verdict: notEvaluated(message) };
  }
  return {
    labels: configuration,
    measurements: [findForbidden(fail, table.columns), findForbidden(warn, table.columns)],
    judge: ([forFail, forWarn]) => {
      const failing = fail ? findViolations(fail, table, namesIn(forFail)) : [];
      const warning = warn ? findViolations(warn, table, namesIn(forWarn)) : [];
      return judgeSchema(failing, warning, table.columns.length);
    },
  };
}

function judgeSchema(failing: readonly string[], warning: readonly string[], columns: number): Verdict {
  const outcome = failing.length > 0 ? "fail" : warning.length > 0 ? "warn" : "pass";
  const message =
    outcome === "pass"
      ? `The ${columns} columns are as they should be.`
      : `${[...new Set([...failing, ...warning])].join("; ")}.`;
  return { outcome, value: null, message };
}

/**
 * Names that a pattern forbids. The engine looks for them, because its regular expressions take bounded time. As
 * on the platform a pattern matches from the start and not to the end, and `%` is at least one character.
 */
function findForbidden(validations: SchemaValidations | undefined, columns: readonly Column[]): Measurement {
  const patterns = (validations?.forbidden ?? []).map((name) =>
    name.replaceAll("*", ".*").replaceAll("%", "..*"),
  );
  const found = patterns
    .map((pattern) => `regexp_matches(name, ${quoteLiteral(`^(?:${pattern})`)})`)
    .join(" OR ");
  const names = columns.map(({ name }) => `(${quoteLiteral(name)})`).join(", ");
  const sql =
    found && names ? `SELECT list(name) FROM (VALUES ${names}) AS columns(name) WHERE ${found}` : "SELECT []";
  return { over: "itself", sql };
}

function namesIn(table: Table | undefined): readonly string[] {
  const cell = table?.rows[0]?.[0];
  return Array.isArray(cell) ? cell.map(String) : [];
}

/** What does not hold, as halves of a sentence. */
function findViolations(
  { required, types, indexes, exact, optional }: SchemaValidations,
  { columns, typesGuessed }: CheckedTable,
  forbidden: readonly string[],
): readonly string[] {
  const positions = new Map(columns.map(({ name }, index) => [name, index]));
  const wanted = new Set([...required, ...Object.keys(types), ...Object.keys(indexes)]);
  const missing = [...wanted].filter((name) => !positions.has(name) && !optional.includes(name));
  const extra = exact ? columns.map(({ name }) => name).filter((name) => !wanted.has(name)) : [];
  const mistyped = columns.filter(({ name, type }) => {
    const expected = types[name];
    return expected !== undefined && !isSameType(expected, type, typesGuessed);
  });
  const misplaced = Object.entries(indexes).filter(
    ([name, index]) => (positions.get(name) ?? index) !== index,
  );
  return [
    ...missing.map((name) => `\`${name}\` is missing`),
    ...[...forbidden, ...extra].map((name) => `\`${name}\` must not be there`),
    ...mistyped.map(({ name, type }) => `\`${name}\` must be ${types[name]} and is ${type.toLowerCase()}`),
    ...misplaced.map(
      ([name, index]) => `\`${name}\` must be column ${index} and is ${positions.get(name)} (from 0)`,
    ),
  ];
}
