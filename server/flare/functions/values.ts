import { quoteLiteral } from "../../engine/engine.ts";
import {
  findColumn,
  findColumns,
  reference,
  replaceColumn,
  sparkReference,
  textOf,
  unchanged,
  withColumn,
} from "./columns.ts";
import { isRefusal } from "./function.ts";
import type { FlareFunctionDefinition, Frame, FrameColumn, Parameters, Plan, Refusal } from "./function.ts";
import { integer, pairs, text, texts } from "./parameters.ts";
import { parseSed, sedSql, unsupportedPattern } from "./sed.ts";
import { sparkType } from "./types.ts";

/** Functions that compute a column from others. */
export const valueFunctions: readonly FlareFunctionDefinition[] = [
  {
    name: "add_column",
    required: ["column", "value", "type"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const type = sparkType(text(parameters, "type"));
      if (type === undefined) return { refused: `Invalid datatype found: "${text(parameters, "type")}".` };
      return withColumn(frame, text(parameters, "column"), {
        spark: `CAST(${sparkLiteral(text(parameters, "value"))} AS ${type})`,
      });
    },
  },
  {
    name: "set_column",
    required: ["column", "value"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      withColumn(frame, text(parameters, "column"), { duckdb: quoteLiteral(text(parameters, "value")) }),
  },
  {
    name: "copy",
    required: ["fromColumn", "toColumn"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "fromColumn", (column) =>
        withColumn(frame, text(parameters, "toColumn"), { duckdb: reference(column) }),
      ),
  },
  {
    name: "set_type",
    required: ["columns"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const wanted = pairs(parameters, "columns");
      const unknown = wanted.find(([, type]) => sparkType(type) === undefined);
      if (unknown) return { refused: `"${unknown[1]}" is no type that set_type knows.` };
      const found = findColumns(
        frame,
        wanted.map(([name]) => name),
      );
      if (isRefusal(found)) return found;
      const types = new Map(found.map((column, index) => [column, sparkType(wanted[index]?.[1] ?? "")]));
      return {
        columns: frame.columns.map((column) => {
          const type = types.get(column);
          if (type === undefined) return unchanged(column);
          return { name: column.name, value: { spark: `CAST(${sparkReference(column)} AS ${type})` } };
        }),
      };
    },
  },
  {
    name: "set_variable",
    required: ["column", "expression"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      withColumn(frame, text(parameters, "column"), { spark: text(parameters, "expression") }),
  },
  {
    name: "change_case",
    required: ["column", "case"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const spelling = text(parameters, "case").toLowerCase().replace(/case$/, "");
        const name = { lower: "lower", upper: "upper", title: "initcap" }[spelling];
        if (!name)
          return { refused: `"${text(parameters, "case")}" is no case; it is lower, upper or title.` };
        return replaceColumn(frame, column, { spark: `${name}(${sparkReference(column)})` });
      }),
  },
  {
    name: "trim",
    required: ["column", "method"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const method = text(parameters, "method").toLowerCase();
        if (!["trim", "ltrim", "rtrim"].includes(method)) {
          return {
            refused: `"${text(parameters, "method")}" is no method of trim; it is trim, ltrim or rtrim.`,
          };
        }
        return replaceColumn(frame, column, { duckdb: `${method}(${textOf(column)}, ' ')` });
      }),
  },
  {
    name: "fill_null_or_empty",
    required: ["columns"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const fills = pairs(parameters, "columns");
      const found = findColumns(
        frame,
        fills.map(([name]) => name),
      );
      if (isRefusal(found)) return found;
      const values = new Map(found.map((column, index) => [column, fills[index]?.[1] ?? ""]));
      const others = found.filter(({ type }) => type !== "VARCHAR");
      return {
        columns: frame.columns.map((column) => {
          const value = values.get(column);
          if (value === undefined || column.type !== "VARCHAR") return unchanged(column);
          const duckdb = `coalesce(nullif(${reference(column)}, ''), ${quoteLiteral(value)})`;
          return { name: column.name, value: { duckdb } };
        }),
        warnings: others.map(
          ({ name, type }) => `Only text is filled, and "${name}" is ${type}: it stays as it is.`,
        ),
      };
    },
  },
  {
    name: "find_and_replace",
    required: ["column", "sedExpression"],
    fidelity: "exact",
    unsupported: (parameters) => {
      const sed = parseSed(text(parameters, "sedExpression"));
      const trouble = isRefusal(sed) ? undefined : unsupportedPattern(sed.pattern);
      return trouble && `The pattern of find_and_replace ${trouble}.`;
    },
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const sed = parseSed(text(parameters, "sedExpression"));
        return isRefusal(sed) ? sed : replaceColumn(frame, column, { duckdb: sedSql(textOf(column), sed) });
      }),
  },
  {
    name: "merge",
    required: ["separator", "columns", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const found = findColumns(frame, texts(parameters, "columns"));
      if (isRefusal(found)) return found;
      const items = [sparkLiteral(text(parameters, "separator")), ...found.map(sparkReference)];
      return withColumn(frame, text(parameters, "asColumn"), { spark: `concat_ws(${items.join(", ")})` });
    },
  },
  {
    name: "hash",
    required: ["column", "algo"],
    fidelity: "exact",
    unsupported: (parameters) => {
      const algorithm = text(parameters, "algo").toUpperCase();
      return /^SHA-?(384|512)$/.test(algorithm) ? `The engine has no ${algorithm}.` : undefined;
    },
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const name = { MD5: "md5", SHA1: "sha1", SHA256: "sha256" }[
          text(parameters, "algo").toUpperCase().replace("-", "")
        ];
        if (!name) return { refused: `"${text(parameters, "algo")}" is no algorithm that hash knows.` };
        return replaceColumn(frame, column, { duckdb: `${name}(${textOf(column)})` });
      }),
  },
  {
    name: "mask_number",
    required: ["column", "pattern"],
    fidelity: "approximate",
    note: "What the platform does with values longer or shorter than the pattern is not documented; here they end with the pattern.",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const pieces = [...text(parameters, "pattern")].map((character, index) =>
          character === "#" ? `substr(${textOf(column)}, ${index + 1}, 1)` : quoteLiteral(character),
        );
        if (pieces.length === 0) return { refused: "The pattern of mask_number is empty." };
        return replaceColumn(frame, column, { duckdb: `(${pieces.join(" || ")})` });
      }),
  },
  {
    name: "cut_character",
    required: ["column", "asColumn", "startIndex", "endIndex"],
    fidelity: "approximate",
    note: "Whether endIndex is the last position or a length is not documented; here it is the last position.",
    plan: (parameters, frame) =>
      over(parameters, frame, "column", (column) => {
        const [start, end] = [integer(parameters, "startIndex"), integer(parameters, "endIndex")];
        if (start === undefined || end === undefined || start < 1 || end < start) {
          return {
            refused:
              "The function cut_character needs a startIndex of at least 1 and an endIndex not before it.",
          };
        }
        const duckdb = `substr(${textOf(column)}, ${start}, ${end - start + 1})`;
        return withColumn(frame, text(parameters, "asColumn"), { duckdb });
      }),
  },
  {
    name: "generate_uuid",
    required: ["asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      withColumn(frame, text(parameters, "asColumn"), { duckdb: "CAST(uuid() AS VARCHAR)" }),
  },
];

/** Applies to the one column that a parameter names. */
export function over(
  parameters: Parameters,
  frame: Frame,
  parameter: string,
  plan: (column: FrameColumn) => Plan | Refusal,
): Plan | Refusal {
  const column = findColumn(frame, text(parameters, parameter));
  return isRefusal(column) ? column : plan(column);
}

/** A text as a literal of Spark SQL, where a backslash escapes. */
export function sparkLiteral(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
