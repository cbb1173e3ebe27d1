import type { ReadCheck } from "../sodacl/read-check.ts";
import type { PlanContext } from "./context.ts";
import { planFailedRows } from "./failed-rows-check.ts";
import { planFreshness } from "./freshness-check.ts";
import { planGroupBy } from "./group-by-check.ts";
import { planGroupEvolution } from "./group-evolution-check.ts";
import { planMetric } from "./metric-check.ts";
import type { Plan, Settled } from "./plan.ts";
import { planReference } from "./reference-check.ts";
import { planRowCountComparison } from "./row-count-comparison.ts";
import { planSchema } from "./schema-check.ts";

/** What to measure for a check, and how to judge it. */
export async function planCheck(check: ReadCheck, context: PlanContext): Promise<Plan | Settled> {
  switch (check.type) {
    case "metric":
      return planMetric(check.line, check.configuration, context);
    case "freshness":
      return planFreshness(check.line, check.configuration, context);
    case "reference":
      return planReference(check.line, check.configuration, context);
    case "row count comparison":
      return planRowCountComparison(check.line, check.configuration, context);
    case "schema":
      return planSchema(check.configuration, context.table);
    case "failed rows":
      return planFailedRows(check.configuration, context);
    case "group by":
      return planGroupBy(check.configuration, context);
    case "group evolution":
      return planGroupEvolution(check.configuration, context);
  }
}
