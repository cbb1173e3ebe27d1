import { identifier, walk } from "./ast.ts";
import type { Node } from "./ast.ts";
import { readParts } from "./relations.ts";
import type { SqlColumnUse } from "./sql.ts";

/** Every place where statements name a column, or all columns of a relation (`orders.*`), in textual order. */
export function columnUsesOf(statements: readonly Node[]): readonly SqlColumnUse[] {
  const uses: SqlColumnUse[] = [];
  walk(statements.flatMap(readParts), (kind, body) => {
    if (kind !== "column" && kind !== "star") return;
    const column = kind === "column" ? identifier(body["name"]) : undefined;
    const qualifier = identifier(body["table"]);
    const span = column?.span ?? qualifier?.span;
    if (!span || (kind === "column" && !column)) return;
    uses.push({
      ...span,
      ...(column && { name: column.name }),
      ...(qualifier?.span && { qualifier: { name: qualifier.name, ...qualifier.span } }),
    });
  });
  return uses.sort((one, other) => one.start - other.start);
}
