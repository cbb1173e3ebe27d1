import type { Cell, Table } from "../engine/engine.ts";
import type { GroupByConfiguration } from "../sodacl/group-configuration.ts";
import type { MetricLine } from "../sodacl/check-line.ts";
import type { MetricConfiguration } from "../sodacl/configuration.ts";
import { readCheck } from "../sodacl/read-check.ts";
import { translated, type PlanContext } from "./context.ts";
import type { Plan, Settled } from "./plan.ts";
import { toValue } from "./values.ts";
import { failure, judgeValue, type Outcome, type Verdict } from "./verdict.ts";
import { formatNumber } from "./words.ts";

/** Checks on columns of a query, once for each row of it: a row is a group. */
export async function planGroupBy(
  configuration: GroupByConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const settle = (message: string): Settled => ({ labels: configuration, verdict: failure(message) });
  const { query, fields, groupLimit } = configuration;
  if (query === undefined || fields.length === 0 || configuration.checks.length === 0) {
    return settle("A group by check needs `query`, `fields` and `checks`.");
  }
  const checks = configuration.checks.map(readGroupCheck);
  const unreadable = checks.find((check) => "error" in check);
  if (unreadable && "error" in unreadable) return settle(unreadable.error);
  const sql = await translated(context, query, "statement");
  if ("error" in sql) return settle(sql.error);
  return {
    labels: configuration,
    measurements: [{ over: "itself", sql: sql.sql, limit: groupLimit + 1 }],
    judge: ([groups]) => judgeGroups(groups, checks.filter(isReadable), configuration),
  };
}

interface GroupCheck {
  readonly text: string;
  readonly line: MetricLine;
  readonly configuration: MetricConfiguration;
}

/** An item of the `checks` below a group by: a metric check whose metric is a column of the query. */
function readGroupCheck(item: unknown): GroupCheck | { readonly error: string } {
  const [text, values] = typeof item === "string" ? [item, {}] : (Object.entries(item ?? {})[0] ?? ["", {}]);
  const configuration =
    typeof values === "object" && values !== null ? (values as Record<string, unknown>) : {};
  const result = readCheck(text, configuration, { ownMetrics: "any" });
  if ("problem" in result) return { error: `The check \`${text}\` can't be read. ${result.problem.message}` };
  if (result.check.type !== "metric") return { error: `\`${text}\` is no metric of the groups' query.` };
  if (result.check.configuration.name === undefined)
    return { error: `The check \`${text}\` of the groups needs a name.` };
  return { text, line: result.check.line, configuration: result.check.configuration };
}

function isReadable(check: ReturnType<typeof readGroupCheck>): check is GroupCheck {
  return !("error" in check);
}

function judgeGroups(
  table: Table | undefined,
  checks: readonly GroupCheck[],
  { fields, groupLimit }: GroupByConfiguration,
): Verdict {
  const rows = table?.rows ?? [];
  if (rows.length > groupLimit) return failure(`There are more groups than the limit of ${groupLimit}.`);
  const column = (name: string) =>
    table?.columns.findIndex((each) => each.name.toLowerCase() === name.toLowerCase()) ?? -1;
  const needed = [...fields, ...checks.map(({ line }) => line.metric.name)];
  const unknown = needed.find((name) => column(name) < 0);
  if (unknown !== undefined) return failure(`The query of the groups has no column \`${unknown}\`.`);
  const groups = rows.flatMap((row) => {
    const label = fields.map((field) => labelOf(row[column(field)] ?? null)).join(",");
    return checks.map(({ text, line, configuration }) => {
      const index = column(line.metric.name);
      const value = toValue(row[index] ?? null, table?.columns[index]?.type ?? "");
      const limits = { ...configuration, pass: line.threshold };
      const verdict = judgeValue(
        value,
        limits,
        (number) => `\`${line.metric.name}\` of ${label} is ${number}`,
      );
      return { line: text, name: `${configuration.name} [${label}]`, verdict };
    });
  });
  const failed = groups.filter(({ verdict }) => verdict.outcome === "fail").length;
  const outcome: Outcome = failed > 0 ? "fail" : "pass";
  const message = `${formatNumber(failed)} of ${formatNumber(groups.length)} checks of ${formatNumber(rows.length)} groups fail.`;
  return { outcome, value: null, message, groups };
}

function labelOf(cell: Cell): string {
  if (cell === null) return "None";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
