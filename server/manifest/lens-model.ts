import type { Located } from "../text/range.ts";
import { scalarText } from "../yaml/scalar.ts";
import { entry, get, isMap, items, located, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import { placeOf, placeOfAll } from "./place.ts";
import { readTemplates, type OwnTable } from "./lens-references.ts";
import type { LensJoin, LensMember, LensModel, LensTable, LensView } from "./model.ts";
import { readDatasets } from "./sql-datasets.ts";

/** Reads a file of a Lens 2 model; tables and views may stand in one file. */
export function readLensModel(root: YamlNode, { findings }: ReadContext): LensModel {
  return {
    type: "lens-model",
    generation: 2,
    tables: items(get(root, "tables")).map((table) => readTable(table, findings)),
    views: items(get(root, "views")).map((view) => readView(view, findings)),
  };
}

/** A join's cardinality from its owner to its target, from any of the spellings in use. */
export function relationshipOf(node: YamlNode | undefined): Located<string> | undefined {
  const written = located(node);
  const value = written && relationships.get(written.value.replaceAll(/[-_]/g, "").toLowerCase());
  return value ? { ...written, value } : undefined;
}

const relationships: ReadonlyMap<string, string> = new Map([
  ["1:1", "1:1"],
  ["onetoone", "1:1"],
  ["hasone", "1:1"],
  ["1:n", "1:N"],
  ["onetomany", "1:N"],
  ["hasmany", "1:N"],
  ["n:1", "N:1"],
  ["manytoone", "N:1"],
  ["belongsto", "N:1"],
]);

function readTable(table: YamlNode, findings: Findings): LensTable {
  const name = located(get(table, "name"));
  const nodes = ["dimensions", "measures", "segments"].map((part) => items(get(table, part)).filter(isMap));
  const own: OwnTable = {
    name: name?.value,
    members: new Set(nodes.flat().flatMap((member) => textOf(get(member, "name")) ?? [])),
    extending: entry(table, "extends") !== undefined,
  };
  const [dimensions = [], measures = [], segments = []] = nodes.map((members) =>
    members.map((member) => readMember(member, own, findings)),
  );
  const loadSql = readLoadSql(get(table, "sql"), findings);
  const sql = loadSql ? undefined : findings.sql(get(table, "sql"), "lens", "statement");
  readDatasets(sql, findings);
  return {
    name,
    sql,
    loadSql,
    joins: items(get(table, "joins")).map((join) => readJoin(join, own, findings)),
    dimensions,
    measures,
    segments,
    extending: own.extending,
    range: rangeOf(table),
  };
}

/** `{{ load_sql('x') }}`: the file `sqls/x.sql` of the model. */
function readLoadSql(node: YamlNode | undefined, findings: Findings): Located<string> | undefined {
  const scalar = scalarText(node, findings.text);
  const match = scalar && /load_sql\(\s*(["'])([^"']+)\1\s*\)/.exec(scalar.value);
  const name = match?.[2];
  if (!scalar || !match || !name) return undefined;
  const start = match.index + match[0].indexOf(name, "load_sql(".length);
  const file = { value: name, range: placeOf(scalar, { start, end: start + name.length }) };
  findings.path("sql", { ...file, value: `sqls/${name}.sql` });
  return file;
}

function readJoin(join: YamlNode, own: OwnTable, findings: Findings): LensJoin {
  const sql = findings.sql(get(join, "sql"), "lens", "predicate");
  readTemplates(sql, 2, own, findings);
  const target = located(get(join, "name"));
  if (target) findings.mention("lens-table", target);
  return { target, relationship: relationshipOf(get(join, "relationship")), sql, range: rangeOf(join) };
}

function readMember(member: YamlNode, own: OwnTable, findings: Findings): LensMember {
  const name = located(get(member, "name"));
  if (name && own.name !== undefined) defineMember(own.name, member, findings);
  const sql = findings.sql(get(member, "sql"), "lens", "expression");
  readTemplates(sql, 2, own, findings);
  for (const filter of items(get(member, "filters"))) {
    readTemplates(findings.sql(get(filter, "sql"), "lens", "predicate"), 2, own, findings);
  }
  return {
    name,
    type: located(get(member, "type")),
    column: located(get(member, "column")),
    sql,
    primaryKey: isTrue(get(member, "primary_key")),
    subQuery: isTrue(get(member, "sub_query")),
    range: rangeOf(member),
  };
}

/** Defines `table.member` at the member's `name`. */
export function defineMember(table: string, member: YamlNode, findings: Findings): void {
  const name = scalarText(get(member, "name"), findings.text);
  if (!name) return;
  findings.define({ symbol: "lens-member", name: `${table}.${name.value}`, range: placeOfAll(name) });
}

export function isTrue(node: YamlNode | undefined): boolean {
  return textOf(node)?.toLowerCase() === "true";
}

function readView(view: YamlNode, findings: Findings): LensView {
  return {
    name: located(get(view, "name")),
    tables: items(get(view, "tables")).map((table) => readViewTable(table, findings)),
    range: rangeOf(view),
  };
}

function readViewTable(node: YamlNode, findings: Findings): LensView["tables"][number] {
  const joinPath = located(get(node, "join_path"));
  const table = mentionPath(get(node, "join_path"), findings);
  const includes = membersOf(get(node, "includes"));
  for (const member of [...includes, ...membersOf(get(node, "excludes"))]) {
    if (table === undefined || member.value === "*") continue;
    findings.mention("lens-member", { value: `${table}.${member.value}`, range: member.range });
  }
  const all = textOf(get(node, "includes")) === "*" || includes.some(({ value }) => value === "*");
  return { joinPath, ...(!all && { includes }), range: rangeOf(node) };
}

/** Mentions each table on a path such as `orders.customer`, and returns the last. */
function mentionPath(node: YamlNode | undefined, findings: Findings): string | undefined {
  const scalar = scalarText(node, findings.text);
  if (!scalar) return undefined;
  let start = 0;
  const tables = scalar.value.split(".");
  for (const table of tables) {
    const range = findings.placeOf(scalar, { start, end: start + table.length });
    findings.mention("lens-table", { value: table, range });
    start += table.length + 1;
  }
  return tables.at(-1);
}

/** Members are listed by name, or as maps that give them another one. */
function membersOf(node: YamlNode | undefined): readonly Located<string>[] {
  return items(node).flatMap((item) => located(item) ?? located(get(item, "name")) ?? []);
}
