import type { OffsetRange } from "../text/range.ts";
import type { CheckItem } from "./check-item.ts";
import { parseCheckLine } from "./check-line.ts";
import type { Identifier } from "./cursor.ts";
import { ownMetrics } from "./configuration.ts";
import { placeInLine } from "./place.ts";

export interface ColumnMention {
  /** Without quotes. */
  readonly name: string;
  readonly quoted: boolean;
  /** In the file. */
  readonly range: OffsetRange;
  /** The other table, as the line names it; undefined: the dataset of the check. */
  readonly table?: string;
}

/** The columns that a check line reads, in textual order. Names that hold `${…}` or an expression are left out. */
export function checkColumns(check: CheckItem, text?: string): readonly ColumnMention[] {
  const result = parseCheckLine(check.line.value, { ownMetrics: ownMetrics(check.configuration) });
  if ("problem" in result) return [];
  const line = result.check;
  const mention = (column: Identifier, table?: string): ColumnMention => {
    const { range } = placeInLine(check, column.range, text);
    return { name: column.name, quoted: column.quoted, range, table };
  };
  switch (line.type) {
    case "metric":
      return line.columns.filter(isName).map((column) => mention(column));
    case "freshness":
      return [line.column].filter(isName).map((column) => mention(column));
    case "reference":
      return [
        ...line.columns.filter(isName).map((column) => mention(column)),
        ...line.otherColumns.filter(isName).map((column) => mention(column, line.table.name)),
      ];
    default:
      return [];
  }
}

function isName({ quoted, text }: Identifier): boolean {
  return !text.includes("${") && (quoted || /^[\w$.\u0080-\uffff]+$/.test(text));
}
