import { quoteLiteral } from "../../engine/engine.ts";
import { columnsNamed, findColumns, renameColumns, sameName, unchanged } from "./columns.ts";
import { isRefusal } from "./function.ts";
import type { FlareFunctionDefinition } from "./function.ts";
import { pairs, text, texts } from "./parameters.ts";
import { parseSed, sedSql, unsupportedPattern } from "./sed.ts";

/** Functions that change which columns there are and what they are called, and no value. */
export const nameFunctions: readonly FlareFunctionDefinition[] = [
  {
    name: "cleanse_column_names",
    required: [],
    fidelity: "exact",
    plan: (_parameters, frame) => {
      const plan = renameColumns(frame, cleanse);
      const foreign = frame.columns.filter(({ name }) => /[^\0-\x7f]/.test(name));
      const warnings = foreign.map(
        ({ name }) =>
          `The platform may keep the letters of "${name}" that are not ASCII; here they became underscores.`,
      );
      return { ...plan, warnings: [...(plan.warnings ?? []), ...warnings] };
    },
  },
  {
    name: "change_column_case",
    required: ["case"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      switch (text(parameters, "case").toLowerCase()) {
        case "lower":
          return renameColumns(frame, (name) => name.toLowerCase());
        case "upper":
          return renameColumns(frame, (name) => name.toUpperCase());
        default:
          return {
            refused: `"${text(parameters, "case")}" is no case of column names; it is lower or upper.`,
          };
      }
    },
  },
  {
    name: "snake_case",
    required: [],
    fidelity: "approximate",
    note: "How the platform splits a run of capitals is not documented.",
    plan: (_parameters, frame) => renameColumns(frame, toSnakeCase),
  },
  {
    name: "columns_replace",
    required: ["sedExpression"],
    fidelity: "exact",
    unsupported: (parameters) => {
      const sed = parseSed(text(parameters, "sedExpression"));
      const trouble = isRefusal(sed) ? undefined : unsupportedPattern(sed.pattern);
      return trouble && `The pattern of columns_replace ${trouble}.`;
    },
    question: (parameters, frame) => {
      const sed = parseSed(text(parameters, "sedExpression"));
      if (isRefusal(sed)) return sed;
      const names = frame.columns.map(({ name }, index) => `(${index}, ${quoteLiteral(name)})`).join(", ");
      return {
        sql: `SELECT ${sedSql("name", sed)} FROM (VALUES ${names}) AS names(position, name) ORDER BY position`,
      };
    },
    plan: (_parameters, frame, answers) => {
      const renamed = new Map(frame.columns.map(({ name }, index) => [name, String(answers[index] ?? name)]));
      return renameColumns(frame, (name) => renamed.get(name) ?? name);
    },
  },
  {
    name: "rename",
    required: ["column", "asColumn"],
    fidelity: "exact",
    plan: (parameters, frame) =>
      renameColumns(frame, (name) =>
        sameName(name, text(parameters, "column")) ? text(parameters, "asColumn") : name,
      ),
  },
  {
    name: "rename_all",
    required: ["columns"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const renames = pairs(parameters, "columns");
      return renameColumns(frame, (name) => renames.find(([from]) => sameName(name, from))?.[1] ?? name);
    },
  },
  {
    name: "swap",
    required: ["columnA", "columnB"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const [a, b] = [text(parameters, "columnA"), text(parameters, "columnB")];
      const found = findColumns(frame, [a, b]);
      if (isRefusal(found)) return found;
      return renameColumns(frame, (name) => (sameName(name, a) ? b : sameName(name, b) ? a : name));
    },
  },
  {
    name: "drop",
    required: ["columns"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const dropped = new Set(texts(parameters, "columns").flatMap((name) => columnsNamed(frame, name)));
      const kept = frame.columns.filter((column) => !dropped.has(column));
      if (kept.length === 0) return { refused: "The function drop would leave no column." };
      return { columns: kept.map(unchanged) };
    },
  },
  {
    name: "select",
    required: ["columns"],
    fidelity: "exact",
    plan: (parameters, frame) => {
      const found = findColumns(frame, texts(parameters, "columns"));
      return isRefusal(found) ? found : { columns: found.map(unchanged) };
    },
  },
];

/** Blanks around the name go first, so that those within it become underscores. */
function cleanse(name: string): string {
  return name
    .replace(/^ +| +$/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]/gu, "_");
}

function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
