import type { LensMember, SqlText } from "../../manifest/model.ts";
import type { SqlAnalysis } from "../../sql/sql.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** Most types of measure wrap their SQL in an aggregate; with the others the SQL must aggregate by itself. */
export const rule = defineRule({
  id: "wrong-aggregate",
  severity: "warning",
  summary: "A Lens measure aggregates twice, or not at all.",
  kinds: ["lens-tables", "lens-1"],
  phase: "sql",
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "lens-model") return;
    for (const { measures } of body.tables) for (const measure of measures) check(context, measure);
  },
});

function check({ sql: analyse, report }: RuleContext, { name, type, sql }: LensMember): void {
  const analysis = sql && analyse(sql);
  if (!sql || !type || analysis?.status !== "parsed" || !isPlain(sql)) return;
  const aggregate = aggregateIn(analysis);
  const measure = name ? `The measure "${name.value}"` : "The measure";
  if (wrapping.has(type.value) && aggregate !== undefined) {
    report({
      range: sql.range,
      message: `${measure} of type "${type.value}" is aggregated already, and its SQL calls ${aggregate}(); take that away or make the type "number".`,
    });
  }
  if (type.value === "number" && aggregate === undefined && isOfColumnsOnly(sql, analysis)) {
    report({
      range: sql.range,
      message: `${measure} of type "number" must aggregate in its SQL, which doesn't; choose a type such as "sum", or call an aggregate.`,
    });
  }
}

const wrapping: ReadonlySet<string> = new Set([
  "sum",
  "avg",
  "min",
  "max",
  "count",
  "count_distinct",
  "count_distinct_approx",
]);

const aggregates: ReadonlySet<string> = new Set(["sum", "avg", "min", "max", "count"]);

function aggregateIn({ functions }: SqlAnalysis): string | undefined {
  return functions.find(({ name }) => aggregates.has(name))?.name;
}

/** Subqueries and window functions aggregate in a place of their own. */
function isPlain({ value }: SqlText): boolean {
  return !/\b(?:select|over)\b/i.test(value);
}

/** Calls nothing that may aggregate, and names no member: one in braces may be a measure. */
function isOfColumnsOnly({ value }: SqlText, { functions }: SqlAnalysis): boolean {
  const operators = /^(?:[^a-z]+|cast)$/;
  return functions.every(({ name }) => operators.test(name)) && !/[{}]/.test(value.replace(/\{TABLE\}/g, ""));
}
