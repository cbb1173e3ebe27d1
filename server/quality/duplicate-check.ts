import { findColumns } from "./columns.ts";
import { countWhere, selectRows } from "./context.ts";
import type { MetricSetting } from "./metric-setting.ts";
import type { CheckedTable, Plan, Settled } from "./plan.ts";
import { numberIn } from "./values.ts";
import { failure, judgeValue, percentage } from "./verdict.ts";
import { formatNumber, rows } from "./words.ts";

/** `duplicate_count` and `duplicate_percent`: combinations of values, none of them NULL, that several rows have. */
export function planDuplicates(setting: MetricSetting): Plan | Settled {
  const { metric, line, configuration, limits, filter, table } = setting;
  const columns = findColumns(table.columns, line.columns);
  if ("error" in columns) return { labels: configuration, verdict: failure(columns.error) };
  const keys = columns.map(({ sql }) => sql);
  const present = keys.map((key) => `${key} IS NOT NULL`);
  const groups = `${selectRows(table, "count(*) AS n", filter, ...present)} GROUP BY ${keys.join(", ")} HAVING count(*) > 1`;
  const percent = metric === "duplicate_percent";
  const what = columns.map(({ name }) => `\`${name}\``).join(", ");
  return {
    labels: configuration,
    measurements: [
      { over: "itself", sql: `SELECT count(*), coalesce(sum(n), 0) FROM (${groups})` },
      { over: "rows", sql: countWhere(filter) },
    ],
    judge: ([duplicates, all]) => {
      const count = numberIn(duplicates);
      const total = numberIn(all);
      const value = percent ? percentage(count, total) : count;
      const share = percent ? `, ${formatNumber(value)} % of ${rows(total)}` : "";
      const measured = `${formatNumber(count)} ${count === 1 ? "value" : "values"} of ${what} ${count === 1 ? "occurs" : "occur"} more than once${share}`;
      return { ...judgeValue(value, limits, () => measured), failing: numberIn(duplicates, 1) };
    },
    failingRows: { sql: selectDuplicates(table, keys, filter, present), limit: configuration.samplesLimit },
  };
}

function selectDuplicates(
  table: CheckedTable,
  keys: readonly string[],
  filter: string | undefined,
  present: readonly string[],
): string {
  const repeated = selectRows(
    table,
    keys.map((key, index) => `${key} AS key${index}`).join(", "),
    filter,
    ...present,
  );
  const join = keys.map((key, index) => `main.${key} = repeated.key${index}`).join(" AND ");
  return (
    `SELECT main.* FROM (${selectRows(table, "*", filter)}) AS main ` +
    `SEMI JOIN (${repeated} GROUP BY ${keys.join(", ")} HAVING count(*) > 1) AS repeated ON ${join}`
  );
}
