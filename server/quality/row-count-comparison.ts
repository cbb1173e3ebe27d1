import type { RowCountComparisonLine } from "../sodacl/check-line.ts";
import type { ReferenceConfiguration } from "../sodacl/configuration.ts";
import { countWhere, selectRows, type PlanContext } from "./context.ts";
import type { Plan, Settled } from "./plan.ts";
import { numberIn } from "./values.ts";
import { failure } from "./verdict.ts";
import { rows } from "./words.ts";

/** `row_count same as other`: the value is how many rows more there are here. */
export async function planRowCountComparison(
  { table, partition }: RowCountComparisonLine,
  configuration: ReferenceConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const other = await context.findTable(table.name, partition?.name);
  if (!other) {
    const filtered = partition ? ` with a filter \`${partition.name}\`` : "";
    const message = `There are no sample data of the table \`${table.name}\`${filtered}.`;
    return { labels: configuration, verdict: failure(message) };
  }
  return {
    labels: configuration,
    measurements: [
      { over: "rows", sql: countWhere() },
      { over: "itself", sql: selectRows(other, "count(*)") },
    ],
    judge: ([here, there]) => {
      const difference = numberIn(here) - numberIn(there);
      return {
        outcome: difference === 0 ? "pass" : "fail",
        value: difference,
        message: `There are ${rows(numberIn(here))}, and \`${table.name}\` has ${rows(numberIn(there))}.`,
      };
    },
  };
}
