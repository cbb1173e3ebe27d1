import { bodyOf, expression, identifier, isNode, nodes } from "./ast.ts";
import type { Node } from "./ast.ts";
import { functionName } from "./function-names.ts";
import { readFacts } from "./outline-facts.ts";
import type { Facts } from "./outline-facts.ts";
import { argumentsOf, keepingColumn, pathOf } from "./outline-values.ts";
import type { CteOutline, OutputOutline, QueryOutline, SourceOutline, SqlOutline } from "./outline.ts";
import type { Parser } from "./parser.ts";
import { readSql } from "./read.ts";
import { queryKinds, readParts, tableName } from "./relations.ts";
import type { SqlRequest } from "./sql.ts";
import type { SqlDialect } from "../schema/dialect.ts";

/** Outlines the last query of a text. An expression or predicate becomes a SELECT that reads nothing. */
export function outline(parser: Parser, request: SqlRequest): SqlOutline {
  const read = readSql(parser, request);
  if (read.status !== "parsed") return {};
  const statement = read.statements.findLast((each) => readParts(each).length > 0);
  const [part] = statement ? readParts(statement) : [];
  const query = findQuery(part);
  if (!query) return {};
  const found = new OutlineReader(request.dialect).query(query);
  if (request.form !== "predicate") return withoutPlaceholders({ query: found }, read.masked.isPlaceholder);
  const [predicate] = nodes(bodyOf(query, "select")?.["expressions"]);
  const select = found.selects[0];
  if (!predicate || !select) return {};
  const facts = new OutlineReader(request.dialect).condition(predicate);
  return withoutPlaceholders(
    { query: { ctes: [], selects: [{ ...select, ...facts }] } },
    read.masked.isPlaceholder,
  );
}

/** The query of a statement, which may stand within it: `CREATE VIEW … AS SELECT`. */
function findQuery(part: unknown): Node | undefined {
  if (!isNode(part)) return undefined;
  if (queryKinds.has(expression(part)?.kind ?? "")) return part;
  return Object.values(part).find((value): value is Node => queryKinds.has(expression(value)?.kind ?? ""));
}

/** What is said of a placeholder is said of nothing that is known. */
function withoutPlaceholders(found: SqlOutline, isPlaceholder: (name: string) => boolean): SqlOutline {
  return JSON.parse(
    JSON.stringify(found, (key, value: unknown) => {
      if (!Array.isArray(value)) return value;
      if (key === "facts" || key === "equalities") {
        return value.filter(
          (item) =>
            ![...JSON.stringify(item).matchAll(/"([^"\\]*)"/g)].some(([, text = ""]) => isPlaceholder(text)),
        );
      }
      return value;
    }),
  ) as SqlOutline;
}

class OutlineReader {
  readonly #dialect: SqlDialect;

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
  }

  query(node: Node): QueryOutline {
    const found = expression(node);
    if (!found) return nothing;
    const { kind, body } = found;
    const ctes = isNode(body["with"]) ? nodes(body["with"]["ctes"]).flatMap((cte) => this.#cte(cte)) : [];
    const inner = this.#inner(kind, body);
    return { ctes: [...ctes, ...inner.ctes], selects: inner.selects };
  }

  condition(node: Node): Facts {
    return readFacts([], [node], (query) => this.query(query));
  }

  #inner(kind: string, body: Node): QueryOutline {
    if (kind === "select") return { ctes: [], selects: [this.#select(body)] };
    if (isNode(body["left"]) && isNode(body["right"])) {
      const [left, right] = [this.query(body["left"]), this.query(body["right"])];
      return { ctes: [...left.ctes, ...right.ctes], selects: [...left.selects, ...right.selects] };
    }
    return isNode(body["this"]) ? this.query(body["this"]) : nothing;
  }

  #cte(cte: Node): readonly CteOutline[] {
    const name = identifier(cte["alias"])?.name;
    if (name === undefined || !isNode(cte["this"])) return [];
    return [{ name, columns: namesOf(cte["columns"]), query: this.query(cte["this"]) }];
  }

  #select(select: Node): QueryOutline["selects"][number] {
    const joins = nodes(select["joins"]);
    const from = isNode(select["from"]) ? nodes(select["from"]["expressions"]) : [];
    const relations = [
      ...from,
      ...joins.flatMap(({ this: relation }) => (isNode(relation) ? [relation] : [])),
    ];
    const sources = [
      ...relations.flatMap((relation) => this.#source(relation)),
      ...nodes(select["lateral_views"]).flatMap(lateralSource),
    ];
    const conditions = [...joins.map(({ on }) => on), whereOf(select)].filter(isNode);
    const values = [...nodes(select["expressions"]), ...nodes(select["lateral_views"])];
    const facts = readFacts(values, conditions, (query) => this.query(query));
    const outputs = nodes(select["expressions"]).flatMap(outputOf);
    const later = ["group_by", "having", "order_by", "qualify"].flatMap((part) => partOf(select[part]));
    return {
      sources,
      outputs,
      facts: [...facts.facts, ...this.#lateFacts(later, outputs)],
      subqueries: facts.subqueries,
      equalities: [
        ...facts.equalities,
        ...joins.flatMap((join, index) => usingOf(join, sources, from.length + index)),
      ],
    };
  }

  /** What comes after the outputs may name them, and these are no columns of the sources. */
  #lateFacts(values: readonly Node[], outputs: readonly OutputOutline[]): Facts["facts"] {
    const names = new Set(outputs.flatMap((output) => ("name" in output ? [output.name.toLowerCase()] : [])));
    const { facts } = readFacts(values, [], (query) => this.query(query));
    return facts.filter(({ column }) => column.length > 1 || !names.has(column[0]?.toLowerCase() ?? ""));
  }

  #source(relation: Node): readonly SourceOutline[] {
    const found = expression(relation);
    if (!found) return [];
    const { kind, body } = found;
    const alias = identifier(body["alias"])?.name;
    if (kind === "table") {
      const table = tableName(body, this.#dialect);
      const name = alias ?? table.at(-1);
      return name === undefined ? [] : [{ name, table }];
    }
    const columns = namesOf(body["column_aliases"]);
    if (kind === "alias" && isNode(body["this"])) {
      return this.#source(body["this"]).map((source) => ({ ...source, name: alias ?? source.name, columns }));
    }
    if (kind === "unnest") {
      const list = isNode(body["this"]) ? pathOf(body["this"]) : undefined;
      return list ? [{ name: alias ?? "", elements: [...list, "[]"], columns }] : [];
    }
    return [{ name: alias ?? "", query: this.query(relation), columns }];
  }
}

const nothing: QueryOutline = { ctes: [], selects: [] };

function whereOf(select: Node): unknown {
  const where = select["where_clause"];
  return isNode(where) ? where["this"] : undefined;
}

function partOf(part: unknown): readonly Node[] {
  if (Array.isArray(part)) return nodes(part);
  return isNode(part) ? [part] : [];
}

function namesOf(identifiers: unknown): readonly string[] {
  return nodes(identifiers).flatMap((node) => identifier(node)?.name ?? []);
}

/** `LATERAL VIEW explode(items) t AS item` */
function lateralSource(view: Node): readonly SourceOutline[] {
  const call = expression(view["this"]);
  const list = call && isNode(call.body["this"]) ? pathOf(call.body["this"]) : undefined;
  const [argument] = nodes(call?.body["args"]);
  const elements = list ?? (argument && pathOf(argument));
  if (!elements) return [];
  const name = identifier(view["table_alias"])?.name ?? "";
  return [{ name, elements: [...elements, "[]"], columns: namesOf(view["column_aliases"]) }];
}

/** The columns of USING stand in the joined relation and in one before it. */
function usingOf(
  join: Node,
  sources: readonly SourceOutline[],
  index: number,
): { left: readonly string[]; right: readonly string[] }[] {
  const [left, right] = [sources[index - 1], sources[index]];
  if (!left || !right) return [];
  return namesOf(join["using"]).map((name) => ({ left: [left.name, name], right: [right.name, name] }));
}

/** `explode(items)` */
function explodedPath(call: unknown): readonly string[] | undefined {
  const found = expression(call);
  const name = found && (functionName(found.kind, found.body) ?? found.kind);
  const list = name && /^explode(?:_outer)?$/.test(name) ? pathOf(argumentsOf(call)[0]) : undefined;
  return list && [...list, "[]"];
}

function outputOf(item: Node): readonly OutputOutline[] {
  const found = expression(item);
  if (!found) return [];
  const { kind, body } = found;
  if (kind === "star") {
    const qualifier = identifier(body["table"])?.name;
    return [{ star: true, ...(qualifier !== undefined && { qualifier }), except: namesOf(body["except"]) }];
  }
  if (kind === "alias") {
    const names =
      nodes(body["column_aliases"]).length > 0 ? namesOf(body["column_aliases"]) : namesOf([body["alias"]]);
    const path = keepingColumn(body["this"])?.path ?? explodedPath(body["this"]);
    return names.map((name) => ({ name, ...(path && { column: path }) }));
  }
  const path = pathOf(item);
  const name = path?.findLast((part) => part !== "[]");
  return path && name !== undefined ? [{ name, column: path }] : [{ name: "" }];
}
