import type { SodaCheck } from "../manifest/model.ts";
import { readCheck } from "../sodacl/read-check.ts";

/** A piece of SQL in a check, or the name of another table that it reads. */
export interface CheckSql {
  readonly text: string;
  readonly form: "statement" | "expression" | "predicate";
  /** The rows for which it holds are the wrong ones. */
  readonly fails?: boolean;
  readonly table?: string;
}

/** What the checks of a dataset ask in SQL. */
export function checkSqls(checks: readonly SodaCheck[], filter: string | undefined): readonly CheckSql[] {
  const found = checks.flatMap(({ line, configuration }) => sqlOf(line.value, configuration));
  return filter === undefined ? found : [{ text: filter, form: "predicate" }, ...found];
}

function sqlOf(line: string, configuration: SodaCheck["configuration"]): readonly CheckSql[] {
  const read = readCheck(line, configuration);
  if ("problem" in read) return [];
  const { check } = read;
  switch (check.type) {
    case "metric":
    case "freshness": {
      const { filter, own } = check.configuration;
      return [
        ...(filter === undefined ? [] : [{ text: filter, form: "predicate" } as const]),
        ...(own && own.form !== "file"
          ? [{ text: own.text, form: own.form === "query" ? "statement" : "expression" } as const]
          : []),
      ];
    }
    case "failed rows": {
      const { condition, query } = check.configuration;
      return [
        ...(condition === undefined ? [] : [{ text: condition, form: "predicate", fails: true } as const]),
        ...(query?.form === "query" ? [{ text: query.text, form: "statement", fails: true } as const] : []),
      ];
    }
    case "group by":
    case "group evolution":
      return check.configuration.query === undefined
        ? []
        : [{ text: check.configuration.query, form: "statement" }];
    case "reference":
    case "row count comparison":
      return [{ text: "", form: "statement", table: check.line.table.name }];
    case "schema":
      return [];
  }
}
