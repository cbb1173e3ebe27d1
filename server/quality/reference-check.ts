import type { ReferenceLine } from "../sodacl/check-line.ts";
import type { ReferenceConfiguration } from "../sodacl/configuration.ts";
import { findColumns } from "./columns.ts";
import { selectRows, type PlanContext } from "./context.ts";
import type { Plan, Settled } from "./plan.ts";
import { numberIn } from "./values.ts";
import { failure, judgeFailingRows } from "./verdict.ts";

/** Values that must (or must not) be in another table. NULL is looked up nowhere. */
export async function planReference(
  line: ReferenceLine,
  configuration: ReferenceConfiguration,
  context: PlanContext,
): Promise<Plan | Settled> {
  const settle = (message: string): Settled => ({ labels: configuration, verdict: failure(message) });
  const other = await context.findTable(line.table.name, undefined);
  if (!other) return settle(`There are no sample data of the table \`${line.table.name}\`.`);
  const columns = findColumns(context.table.columns, line.columns);
  if ("error" in columns) return settle(columns.error);
  const otherColumns = findColumns(other.columns, line.otherColumns);
  if ("error" in otherColumns) return settle(`\`${line.table.name}\`: ${otherColumns.error}`);

  const pairs = columns.map(({ sql }, index) => [
    `source.${sql}`,
    `target.${otherColumns[index]?.sql ?? "NULL"}`,
  ]);
  const match = pairs.map(([source, target]) => `${source} = ${target}`).join(" AND ");
  const offending = pairs
    .map(
      ([source, target]) => `(${source} IS NOT NULL AND ${target} IS ${line.negated ? "NOT NULL" : "NULL"})`,
    )
    .join(" OR ");
  const from =
    `FROM (${selectRows(context.table, "*")}) AS source ` +
    `LEFT JOIN (${selectRows(other, "*")}) AS target ON ${match} WHERE ${offending}`;
  const names = columns.map(({ name }) => `\`${name}\``).join(", ");
  const relation = line.negated ? "is also" : "is not";
  return {
    labels: configuration,
    measurements: [{ over: "itself", sql: `SELECT count(*) ${from}` }],
    judge: ([result]) =>
      judgeFailingRows(
        numberIn(result),
        {},
        (count) =>
          `${count} ${count === "1" ? "row has" : "rows have"} a value of ${names} that ${relation} in \`${line.table.name}\``,
      ),
    failingRows: { sql: `SELECT source.* ${from}`, limit: configuration.samplesLimit },
  };
}
