import { lensJoinKeys } from "../lens/join-keys.ts";
import { memberSql } from "../lens/members.ts";
import { findTable, sqlFile } from "../lens/model.ts";
import type { LensTables, LensTableSite } from "../lens/model.ts";
import type { LensMember } from "../manifest/model.ts";
import type { ValueType } from "../sql/outline.ts";
import type { ProjectReader } from "./project-reader.ts";
import { requestOf } from "./project-reader.ts";
import { readExpression } from "./read-query.ts";
import { unknownRows } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { ColumnShape } from "./shapes.ts";

/** Takes in what a Lens model asks of the datasets behind its tables. */
export async function readLensModel(model: LensTables, reader: ProjectReader): Promise<void> {
  const rows = new Map<LensTableSite, Rows>();
  for (const site of model.tables) {
    const own = await openTable(site, model, reader);
    rows.set(site, own);
    for (const dimension of site.table.dimensions) await readMember(site, dimension, own, reader, true);
    for (const member of [...site.table.measures, ...site.table.segments])
      await readMember(site, member, own, reader, false);
  }
  for (const site of model.tables) {
    for (const join of site.table.joins) {
      const target = findTable(model, join.target?.value ?? "");
      const found = target && lensJoinKeys(join, site.table, target.table);
      if (!target || !found || !("keys" in found)) continue;
      for (const { left, right } of found.keys) {
        reader.shapes.link(
          await columnsOf(left, rows.get(site), reader),
          await columnsOf(right, rows.get(target), reader),
          sides[join.relationship?.value ?? ""],
        );
      }
    }
  }
}

/** The side of a relationship on which each key stands once. */
const sides: Readonly<Record<string, "left" | "right">> = { "N:1": "right", "1:N": "left", "1:1": "right" };

async function openTable(
  { table, file }: LensTableSite,
  model: LensTables,
  reader: ProjectReader,
): Promise<Rows> {
  if (table.sql) return reader.query(requestOf(table.sql), file);
  const path = table.loadSql && sqlFile(model, table.loadSql.value);
  const text = path === undefined ? undefined : await reader.project.readText(path);
  return text === undefined ? unknownRows : reader.query({ text, dialect: "trino", form: "statement" }, file);
}

async function readMember(
  { table }: LensTableSite,
  member: LensMember,
  rows: Rows,
  reader: ProjectReader,
  isDimension: boolean,
): Promise<void> {
  const { name, column, sql, type, subQuery } = member;
  if (subQuery) return;
  const expression = isDimension && name ? memberSql(table, name.value) : sql && selfReferences(sql.value);
  const columns = column
    ? (rows.find(column.value, true) ?? [])
    : expression === undefined || !sql
      ? []
      : await columnsOf(expression, rows, reader);
  const declared = isDimension ? types[type?.value ?? ""] : undefined;
  for (const each of columns) {
    if (declared) each.types.add(declared);
    if (member.primaryKey) each.unique = true;
  }
}

/** A measure's SQL over the columns of its own table. */
function selfReferences(sql: string): string | undefined {
  const own = sql
    .replace(/\$?\{\s*(?:TABLE|ENTITY)\s*(?:\}\s*\.\s*|\.\s*)(\w+)\s*\}?/g, "$1")
    .replace(/\{\s*(\w+)\s*\}/g, "$1");
  return /[{}]/.test(own) ? undefined : own;
}

async function columnsOf(
  text: string,
  rows: Rows | undefined,
  reader: ProjectReader,
): Promise<readonly ColumnShape[]> {
  const { query } = await reader.outline({ text, dialect: "trino", form: "expression" });
  return query && rows ? readExpression(query, rows, reader.reading()) : [];
}

const types: Readonly<Record<string, ValueType>> = {
  number: "number",
  string: "text",
  time: "timestamp",
  boolean: "boolean",
};
