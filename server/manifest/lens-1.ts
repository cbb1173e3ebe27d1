import { entry, get, items, isMap, located, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import { defineMember, isTrue, relationshipOf } from "./lens-model.ts";
import { readTemplates, type OwnTable } from "./lens-references.ts";
import type { LensJoin, LensMember, LensModel, LensTable } from "./model.ts";
import { readDatasets } from "./sql-datasets.ts";

/** Reads a Lens 1 file in the words of Lens 2: an entity is a table, its fields and dimensions are dimensions. */
export function readLens1(root: YamlNode, { findings }: ReadContext): LensModel {
  const tables = items(get(root, "entities")).filter(isMap);
  return {
    type: "lens-model",
    generation: 1,
    tables: tables.map((entity) => readEntity(entity, findings)),
    views: [],
  };
}

function readEntity(entity: YamlNode, findings: Findings): LensTable {
  const name = located(get(entity, "name"));
  const fields = items(get(entity, "fields"));
  const dimensions = items(get(entity, "dimensions"));
  const measures = items(get(entity, "measures"));
  const own: OwnTable = {
    name: name?.value,
    members: new Set(
      [...fields, ...dimensions, ...measures].flatMap((member) => textOf(get(member, "name")) ?? []),
    ),
    extending: entry(entity, "extend") !== undefined || entry(entity, "extends") !== undefined,
  };
  const sql = findings.sql(get(entity, "sql", "query"), "lens", "statement");
  readTemplates(sql, 1, own, findings);
  readDatasets(sql, findings);
  return {
    name,
    sql,
    columns: items(get(entity, "sql", "columns")).flatMap((column) => located(get(column, "name")) ?? []),
    joins: items(get(entity, "relationships")).map((join) => readRelationship(join, own, findings)),
    dimensions: [...fields, ...dimensions].map((member) => readMember(member, own, findings)),
    measures: measures.map((member) => readMember(member, own, findings)),
    segments: [],
    extending: own.extending,
    range: rangeOf(entity),
  };
}

function readMember(member: YamlNode, own: OwnTable, findings: Findings): LensMember {
  if (own.name !== undefined) defineMember(own.name, member, findings);
  const sql = findings.sql(get(member, "sql_snippet"), "lens", "expression");
  readTemplates(sql, 1, own, findings);
  return {
    name: located(get(member, "name")),
    type: located(get(member, "type")),
    column: located(get(member, "column")),
    sql,
    primaryKey: isTrue(get(member, "primary")),
    subQuery: isTrue(get(member, "sub_query")),
    range: rangeOf(member),
  };
}

function readRelationship(node: YamlNode, own: OwnTable, findings: Findings): LensJoin {
  const target = located(get(node, "target", "name"));
  const field = located(get(node, "field"));
  const targetField = located(get(node, "target", "field"));
  if (target) findings.mention("lens-table", target);
  if (field && own.name !== undefined && !(own.extending && !own.members.has(field.value))) {
    findings.mention("lens-member", { ...field, value: `${own.name}.${field.value}` });
  }
  if (target && targetField) {
    findings.mention("lens-member", { ...targetField, value: `${target.value}.${targetField.value}` });
  }
  const sql = findings.sql(get(node, "sql_snippet"), "lens", "predicate");
  readTemplates(sql, 1, own, findings);
  return {
    target,
    relationship: relationshipOf(get(node, "type")),
    sql,
    field,
    targetField,
    range: rangeOf(node),
  };
}
