import { quoteLiteral, type Table } from "../engine/engine.ts";
import type { GroupEvolutionConfiguration, GroupValidations } from "../sodacl/group-configuration.ts";
import { translated, type PlanContext } from "./context.ts";
import type { Measurement, Plan, Settled } from "./plan.ts";
import { failure, notEvaluated } from "./verdict.ts";

/** Which groups a query must and must not yield. */
export async function planGroupEvolution(
  configuration: GroupEvolutionConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const { query, warn, fail } = configuration;
  if (query === undefined)
    return { labels: configuration, verdict: failure("A group evolution check needs a `query`.") };
  if (warn?.changes || fail?.changes) {
    const message =
      "This check compares with the groups of an earlier run: it needs history, and there is none here.";
    return { labels: configuration, verdict: notEvaluated(message) };
  }
  const sql = await translated(context, query, "statement");
  if ("error" in sql) return { labels: configuration, verdict: failure(sql.error) };
  return {
    labels: configuration,
    measurements: [findViolations(fail, sql.sql), findViolations(warn, sql.sql)],
    judge: ([forFail, forWarn]) => {
      const failing = violationsIn(forFail);
      const warning = violationsIn(forWarn);
      const outcome = failing.length > 0 ? "fail" : warning.length > 0 ? "warn" : "pass";
      const message =
        outcome === "pass" ? "The groups are as they should be." : `${[...failing, ...warning].join("; ")}.`;
      return { outcome, value: null, message };
    },
  };
}

/** One text for each group that is missing or must not be there; groups are the first column, NULL is none. */
function findViolations(validations: GroupValidations | undefined, query: string): Measurement {
  const required = (validations?.required ?? []).map(
    (name) =>
      `SELECT ${quoteLiteral(`\`${name}\` is missing`)} WHERE ${quoteLiteral(name)} NOT IN (FROM present)`,
  );
  const forbidden = (validations?.forbidden ?? []).map((name) => {
    const pattern = quoteLiteral(`^(?:${name.replaceAll("*", ".*").replaceAll("%", "..*")})`);
    return `SELECT '\`' || name || '\` must not be there' FROM present WHERE regexp_matches(name, ${pattern})`;
  });
  const parts = [...required, ...forbidden];
  if (parts.length === 0) return { over: "itself", sql: "SELECT NULL WHERE FALSE" };
  const groups = `SELECT COLUMNS(*)::VARCHAR FROM (${query}\n)`;
  const present = `SELECT name FROM (${groups}) AS groups(name) WHERE name IS NOT NULL`;
  return { over: "itself", sql: `WITH present AS (${present}) ${parts.join(" UNION ")}`, limit: 100 };
}

function violationsIn(table: Table | undefined): readonly string[] {
  return (table?.rows ?? []).map(([text]) => String(text));
}
