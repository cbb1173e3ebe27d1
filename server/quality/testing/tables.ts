import { quoteIdentifier, quoteLiteral, type Engine } from "../../engine/engine.ts";
import type { CheckedTable } from "../plan.ts";

export interface TestTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** Creates the table and says what checks must know of it. */
export async function createTable(engine: Engine, { name, columns, rows }: TestTable): Promise<CheckedTable> {
  const relation = quoteIdentifier(name);
  const definitions = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  await engine.execute(`CREATE OR REPLACE TABLE ${relation} (${definitions.join(", ")})`);
  for (let start = 0; start < rows.length; start += 500) {
    const tuples = rows.slice(start, start + 500).map((row) => `(${row.map(literal).join(", ")})`);
    await engine.execute(`INSERT INTO ${relation} VALUES ${tuples.join(", ")}`);
  }
  const described = await engine.query(`FROM ${relation} LIMIT 0`);
  return { relation, columns: described.columns };
}

function literal(value: string | number | boolean | null): string {
  return typeof value === "string" ? quoteLiteral(value) : String(value);
}
