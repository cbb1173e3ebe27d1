import type { LensMember, LensTable, SqlText } from "../../manifest/model.ts";
import { sqlRange } from "../../manifest/sql-range.ts";
import type { SqlAnalysis } from "../../sql/sql.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** Most types of measure wrap their SQL in an aggregate; with the others the SQL must aggregate by itself. */
export const rule = defineRule({
  id: "wrong-aggregate",
  severity: "warning",
  summary: "A Lens measure aggregates twice, not at all, or adds up what is no number.",
  kinds: ["lens-tables", "lens-1"],
  phase: "sql",
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "lens-model") return;
    for (const table of body.tables) {
      for (const measure of table.measures) {
        check(context, measure);
        checkSummand(context, measure, table);
      }
    }
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

/** Texts and dates can't be added up; a dimension says what it is. */
function checkSummand({ report }: RuleContext, { type, sql }: LensMember, table: LensTable): void {
  if (!sql) return;
  const isSum = type?.value === "sum" || type?.value === "avg";
  for (const match of sql.value.matchAll(isSum ? soleMember : summedMember)) {
    const { owner, member = "" } = match.groups ?? {};
    if (owner !== undefined && !/^(?:TABLE|ENTITY)$/.test(owner) && owner !== table.name?.value) continue;
    const dimension = table.dimensions.find(({ name }) => name?.value === member);
    if (!dimension?.type || !noNumber.has(dimension.type.value)) continue;
    const start = match.index + match[0].lastIndexOf(member);
    report({
      range: sqlRange(sql, { start, end: start + member.length }),
      message: `"${member}" is of type "${dimension.type.value}", and only numbers can be added up; correct its type, or count it instead.`,
    });
  }
}

const noNumber: ReadonlySet<string> = new Set(["string", "time", "date", "boolean", "bool"]);
const soleMember = /^\s*\$?\{\s*(?:(?<owner>\w+)\.)?(?<member>\w+)\s*\}\s*$/g;
const summedMember = /\b(?:sum|avg)\s*\(\s*\$?\{\s*(?:(?<owner>\w+)\.)?(?<member>\w+)\s*\}\s*\)/gi;

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
