import { quoteIdentifier, quoteLiteral } from "../../engine/engine.ts";
import { findColumn, findColumns, reference, sparkReference, unchanged, withColumn } from "./columns.ts";
import { isRefusal } from "./function.ts";
import type { FlareFunctionDefinition, Frame, FrameColumn, Parameters, Plan, Refusal } from "./function.ts";
import { text, texts } from "./parameters.ts";
import { structFields } from "./types.ts";
import { over, sparkLiteral } from "./values.ts";

/** Functions that change how many rows there are, or take structures apart. */
export const rowFunctions: readonly FlareFunctionDefinition[] = [
  {
    name: "drop_duplicates",
    required: ["columns"],
    fidelity: "approximate",
    note: "Which of several rows stays is not defined, here or in Spark.",
    plan: (parameters, frame) => {
      const found = findColumns(frame, texts(parameters, "columns"));
      if (isRefusal(found)) return found;
      return { columns: frame.columns.map(unchanged), distinctOn: found.map(reference) };
    },
  },
  {
    name: "flatten",
    required: ["column", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) => flatten(parameters, frame, explode),
  },
  {
    name: "flatten_outer",
    required: ["column", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) => flatten(parameters, frame, explodeOuter),
  },
  {
    name: "unfurl",
    required: ["expression"],
    fidelity: "exact",
    plan: (parameters, frame) => unfurl(text(parameters, "expression").trim(), frame),
  },
  {
    name: "unpivot",
    required: ["columns", "pivotColumns", "keyColumnName", "valueColumnName"],
    fidelity: "exact",
    plan: unpivot,
  },
  {
    name: "pivot",
    required: ["groupBy", "column", "aggregateExpression"],
    fidelity: "exact",
    question: (parameters, frame) => {
      const column = findColumn(frame, text(parameters, "column"));
      if (isRefusal(column)) return column;
      const value = reference(column);
      // More columns than this would be no table any more; Spark's own limit is ten thousand.
      return {
        sql: `SELECT DISTINCT CAST(${value} AS VARCHAR), ${value} FROM {frame} ORDER BY 2 NULLS FIRST LIMIT 1001`,
      };
    },
    plan: pivot,
  },
];

function flatten(parameters: Parameters, frame: Frame, rows: (list: string) => string): Plan | Refusal {
  return over(parameters, frame, "column", (column) => {
    if (!isList(column))
      return { refused: `"${column.name}" is ${column.type} and no array, so it can't be flattened.` };
    return withColumn(frame, text(parameters, "asColumn"), { duckdb: rows(reference(column)) });
  });
}

function isList(column: FrameColumn): boolean {
  return /\[\d*\]$/.test(column.type);
}

/** One row for each element; none for an empty or missing array. */
function explode(list: string): string {
  return `unnest(${list})`;
}

/** The same, and one row with NULL for an empty or missing array. */
function explodeOuter(list: string): string {
  return `unnest(CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END)`;
}

/** `explode(a) as x`, `s.*`, or any expression with a name, added to the columns there are. */
function unfurl(expression: string, frame: Frame): Plan | Refusal {
  const star = /^([\w.`]+)\.\*$/.exec(expression);
  if (star?.[1] !== undefined) return unfurlStruct(plainName(star[1]), frame);
  const [, body, name] = /^([\s\S]+?)\s+as\s+`?(\w+)`?$/i.exec(expression) ?? [
    undefined,
    expression,
    undefined,
  ];
  const call = /^(explode(?:_outer)?)\(\s*([\w.`]+)\s*\)$/i.exec(body ?? "");
  const columns = frame.columns.map(unchanged);
  if (!call) {
    if (name === undefined)
      return { refused: `The expression "${expression}" of unfurl needs a name: … as name.` };
    return { columns: [...columns, { name, value: { spark: body ?? "" } }] };
  }
  const column = findColumn(frame, plainName(call[2] ?? ""));
  if (isRefusal(column)) return column;
  if (!isList(column))
    return { refused: `"${column.name}" is ${column.type} and no array, so it can't be exploded.` };
  const rows = call[1]?.toLowerCase() === "explode" ? explode : explodeOuter;
  return { columns: [...columns, { name: name ?? "col", value: { duckdb: rows(reference(column)) } }] };
}

function unfurlStruct(name: string, frame: Frame): Plan | Refusal {
  const column = findColumn(frame, name);
  if (isRefusal(column)) return column;
  const fields = structFields(column.type);
  if (!fields)
    return { refused: `"${column.name}" is ${column.type} and no structure, so it has no fields.` };
  const added = fields.map((field) => ({
    name: field,
    value: { duckdb: `${reference(column)}.${quoteIdentifier(field)}` },
  }));
  return { columns: [...frame.columns.map(unchanged), ...added] };
}

function plainName(name: string): string {
  return name.replaceAll("`", "");
}

/** `columns` are melted into rows, `pivotColumns` are kept; `*` stands for all the others. */
function unpivot(parameters: Parameters, frame: Frame): Plan | Refusal {
  const melted = texts(parameters, "columns");
  const kept = texts(parameters, "pivotColumns");
  if (isStar(melted) && isStar(kept))
    return { refused: "Only one of columns and pivotColumns of unpivot can be *." };
  const keptColumns = isStar(kept) ? others(frame, melted) : findColumns(frame, kept);
  if (isRefusal(keptColumns)) return keptColumns;
  const meltedColumns = isStar(melted) ? others(frame, kept) : findColumns(frame, melted);
  if (isRefusal(meltedColumns)) return meltedColumns;
  const different = meltedColumns.find(({ type }) => type !== meltedColumns[0]?.type);
  if (meltedColumns.length === 0) return { refused: "The function unpivot has no column to turn into rows." };
  if (different) {
    const first = `"${meltedColumns[0]?.name}" (${meltedColumns[0]?.type})`;
    return {
      refused: `The columns of unpivot must have one type, and ${first} and "${different.name}" (${different.type}) differ.`,
    };
  }
  const names = meltedColumns.map(({ name }) => quoteLiteral(name)).join(", ");
  return {
    columns: [
      ...keptColumns.map(unchanged),
      { name: text(parameters, "keyColumnName"), value: { duckdb: `unnest([${names}])` } },
      {
        name: text(parameters, "valueColumnName"),
        value: { duckdb: `unnest([${meltedColumns.map(reference).join(", ")}])` },
      },
    ],
  };
}

function isStar(names: readonly string[]): boolean {
  return names.length === 1 && names[0] === "*";
}

function others(frame: Frame, names: readonly string[]): readonly FrameColumn[] | Refusal {
  const found = findColumns(frame, names);
  return isRefusal(found) ? found : frame.columns.filter((column) => !found.includes(column));
}

/** One column for each value of the pivot column, which itself is no row key. */
function pivot(parameters: Parameters, frame: Frame, answers: readonly unknown[]): Plan | Refusal {
  const column = findColumn(frame, text(parameters, "column"));
  if (isRefusal(column)) return column;
  const groups = findColumns(frame, texts(parameters, "groupBy"));
  if (isRefusal(groups)) return groups;
  const aggregate = /^\s*(\w+)\s*\(\s*`?(\w+)`?\s*\)\s+as\s+`?(\w+)`?\s*$/i.exec(
    text(parameters, "aggregateExpression"),
  );
  const name = aggregate?.[1]?.toLowerCase() ?? "";
  if (!aggregate || !["sum", "avg", "min", "max", "count"].includes(name)) {
    return {
      refused:
        "The aggregateExpression of pivot must have the form sum(column) as column; avg, min, max and count work too.",
    };
  }
  const aggregated = findColumn(frame, aggregate[2] ?? "");
  if (isRefusal(aggregated)) return aggregated;
  const listed = texts(parameters, "values");
  const values = listed.length > 0 ? listed : answers.map((value) => (value === null ? null : String(value)));
  if (values.length > 1000)
    return { refused: `"${column.name}" has more than 1000 values, too many to pivot.` };
  const keys = groups.filter((group) => group !== column);
  const cells = values.map((value) => ({
    name: value ?? "null",
    value: { spark: cellOf(name, sparkReference(aggregated), matching(column, value)) },
  }));
  if (keys.length + cells.length === 0) return { refused: "The function pivot would leave no column." };
  const twoPhase = /two/i.test(text(parameters, "approach")) && (name === "count" || name === "avg");
  return {
    columns: [...keys.map(unchanged), ...cells],
    groupBy: keys.map(reference),
    warnings: twoPhase
      ? [`In two phases, ${name} is taken again over its own results on the platform.`]
      : undefined,
  };
}

function matching(column: FrameColumn, value: string | null): string {
  return `CAST(${sparkReference(column)} AS string) <=> ${value === null ? "NULL" : sparkLiteral(value)}`;
}

/** NULL where no row matches, for which `count` alone would say 0. */
function cellOf(aggregate: string, column: string, matches: string): string {
  const cell = `${aggregate}(CASE WHEN ${matches} THEN ${column} END)`;
  return aggregate === "count" ? `CASE WHEN max(CASE WHEN ${matches} THEN 1 END) = 1 THEN ${cell} END` : cell;
}
