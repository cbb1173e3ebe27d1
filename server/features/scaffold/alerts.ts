import type { Names } from "./names.ts";

/** Raises an incident when a quality check of the product has failed. */
export function monitor({ name, title, collection, dataset }: Names): object {
  const ql = `SELECT
  count(*) AS failed_checks
FROM
  lakehouse.sys01.soda_quality_checks
WHERE
  collection = '${collection}'
  AND dataset = '${dataset}'
  AND check_outcome = 'fail'
  AND from_iso8601_timestamp(timestamp) >= CURRENT_TIMESTAMP - INTERVAL '30' MINUTE
`;
  return {
    name: `${name}-quality-monitor`,
    version: "v1alpha",
    type: "monitor",
    description: `A quality check of ${title} failed in the last half hour`,
    layer: "user",
    monitor: {
      schedule: "*/30 * * * *",
      type: "equation_monitor",
      equation: {
        leftExpression: {
          queryCoefficient: 1,
          queryConstant: 0,
          query: { type: "trino", cluster: "system", ql },
        },
        rightExpression: { queryCoefficient: 0, queryConstant: 0 },
        operator: "greater_than",
      },
      incident: { name: `${name}-quality-failed`, severity: "high", incident_type: "soda-quality" },
    },
  };
}

/** Tells people of that incident. */
export function pager({ name, title, variable }: Names): object {
  const condition = (property: string, value: string) => ({
    valueJqFilter: `.properties.${property}`,
    operator: "equals",
    value,
  });
  return {
    name: `${name}-quality-pager`,
    version: "v1alpha",
    type: "pager",
    description: `Tells the owners of ${title} that a quality check failed`,
    workspace: "public",
    pager: {
      conditions: [condition("name", `${name}-quality-failed`), condition("severity", "high")],
      output: { email: { emailTargets: [`\${${variable}_ONCALL_EMAIL}`] } },
    },
  };
}
