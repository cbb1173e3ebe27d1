import { quoteIdentifier } from "../engine/engine.ts";
import { lensJoinKeys, type LensKey } from "../lens/join-keys.ts";
import { findTable, lensModels, sqlFile } from "../lens/model.ts";
import type { LensTables, LensTableSite } from "../lens/model.ts";
import type { LensJoin, LensTable, SqlText } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { comparable, countByKeys } from "./join-counts.ts";
import { toFigures, unmeasured } from "./join-figures.ts";
import { firstJoinedRows } from "./join-rows.ts";
import type { JoinSite } from "./join-figures.ts";
import type { JoinSelector } from "./join.ts";
import { findDataset } from "./datasets.ts";
import { engineFailure, failure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { openPlace } from "./place.ts";
import { provideDatasets } from "./produce.ts";
import { relationKeys } from "./relation-keys.ts";
import type { Cardinality, JoinFigures } from "./results.ts";
import { Scratch } from "./scratch.ts";
import type { ScratchRelation } from "./scratch.ts";
import type { Session } from "./session.ts";
import type { JoinOptions } from "./step-joins.ts";

/** The relationships of Lens models: whether the data bears out what they declare. */
export async function measureLensJoins(
  session: Session,
  selector: JoinSelector,
  options: JoinOptions,
): Promise<readonly JoinFigures[]> {
  const figures: JoinFigures[] = [];
  for (const model of lensModels(session.project.files)) {
    const selected = model.tables.flatMap((site) =>
      site.table.joins
        .filter((join) => isSelected(site, join, selector, options))
        .map((join) => ({ site, join })),
    );
    if (selected.length === 0) continue;
    const tables = new ModelTables(session, model, options);
    for (const { site, join } of selected)
      figures.push(await measure(session, model, tables, site, join, options));
    await tables.drop();
  }
  return figures;
}

function isSelected(
  { file, table }: LensTableSite,
  join: LensJoin,
  selector: JoinSelector,
  { files }: JoinOptions,
): boolean {
  if (files && !files.includes(file)) return false;
  if (selector.kind !== "relationship") return true;
  return table.name?.value === selector.table && join.target?.value === selector.target;
}

async function measure(
  session: Session,
  model: LensTables,
  tables: ModelTables,
  own: LensTableSite,
  join: LensJoin,
  { signal, timeoutMilliseconds }: JoinOptions,
): Promise<JoinFigures> {
  const place = await openPlace(session.project, own.file);
  const target = findTable(model, join.target?.value ?? "");
  const found = target && lensJoinKeys(join, own.table, target.table);
  const keys = found && "keys" in found ? found.keys : [];
  const site: JoinSite = {
    file: own.file,
    range: place.toRange(join.range),
    left: { name: own.table.name?.value ?? "", keys: keys.map((key) => key.leftName) },
    right: { name: join.target?.value ?? "", keys: keys.map((key) => key.rightName) },
    // Relationships are left joins from the table that declares them.
    kind: "left",
    declared: (join.relationship?.value as Cardinality | undefined) ?? null,
    sql: join.sql?.value,
  };
  if (!target) return unmeasured(site, `The model has no table "${join.target?.value ?? ""}".`);
  if (found && "refused" in found) return unmeasured(site, found.refused);
  const left = await tables.keys(
    own,
    keys.map((key) => key.left),
    join,
  );
  if (isFailure(left)) return unmeasured(site, left.message);
  const right = await tables.keys(
    target,
    keys.map((key) => key.right),
    join,
  );
  if (isFailure(right)) return unmeasured(site, right.message);
  try {
    const limits = { signal, timeoutMilliseconds };
    const counts = await countByKeys(session.engine, left, right, limits);
    const joined = await tables.joined(own, target, join, keys);
    const rows = joined === undefined ? undefined : await firstJoinedRows(session.engine, joined, limits);
    return toFigures(site, counts, rows);
  } catch (error) {
    return unmeasured(site, engineFailure(error, () => join.range).message);
  }
}

/** The tables of a model as views of the engine, made when they are first asked for. */
class ModelTables {
  readonly #session: Session;
  readonly #model: LensTables;
  readonly #options: JoinOptions;
  readonly #scratch: Scratch;
  readonly #opened = new Map<LensTableSite, string | Failure>();

  constructor(session: Session, model: LensTables, options: JoinOptions) {
    this.#session = session;
    this.#model = model;
    this.#options = options;
    this.#scratch = new Scratch(session, {
      signal: options.signal,
      timeoutMilliseconds: options.timeoutMilliseconds,
    });
  }

  /** The keys of all rows: `expressions` over the table's own columns. */
  async keys(
    site: LensTableSite,
    expressions: readonly string[],
    { range }: LensJoin,
  ): Promise<ScratchRelation | Failure> {
    const opened = await this.#open(site);
    if (typeof opened !== "string") return opened;
    const items = expressions.map((expression, index) => `${expression} AS key${index + 1}`);
    const sql = trino(`SELECT ${items.join(", ")} FROM lens_table`, range);
    return this.#scratch.table("keys", sql, { lens_table: opened });
  }

  /** What the relationship makes of the rows of both tables, as a relation; undefined where that can't be told. */
  async joined(
    own: LensTableSite,
    target: LensTableSite,
    { range }: LensJoin,
    keys: readonly LensKey[],
  ): Promise<string | undefined> {
    const names = keys.map((_, index) => `join key ${index + 1}`);
    const rows = async (site: LensTableSite, expressions: readonly string[]) => {
      const opened = await this.#open(site);
      if (typeof opened !== "string") return opened;
      const items = expressions.map((expression, index) => `${expression} AS "${names[index]}"`);
      const sql = trino(`SELECT lens_table.*, ${items.join(", ")} FROM lens_table`, range);
      return this.#scratch.view("rows", sql, { lens_table: opened });
    };
    const left = await rows(
      own,
      keys.map((key) => key.left),
    );
    const right = await rows(
      target,
      keys.map((key) => key.right),
    );
    if (isFailure(left) || isFailure(right)) return undefined;
    const on = comparable(left.columns.slice(-names.length), right.columns.slice(-names.length), {
      left: "l.",
      right: "r.",
    });
    const keysAside = `EXCLUDE (${names.map(quoteIdentifier).join(", ")})`;
    return (
      `(SELECT l.* ${keysAside}, r.* ${keysAside} FROM ${left.relation} AS l LEFT JOIN ${right.relation} AS r ` +
      `ON ${on.map((key) => `${key.left} = ${key.right}`).join(" AND ")})`
    );
  }

  drop(): Promise<void> {
    return this.#scratch.drop();
  }

  async #open(site: LensTableSite): Promise<string | Failure> {
    const known = this.#opened.get(site) ?? (await this.#make(site.table, site.file));
    this.#opened.set(site, known);
    return known;
  }

  async #make(table: LensTable, file: string): Promise<string | Failure> {
    const sql = table.sql ?? (await this.#load(table.loadSql?.value));
    if (!sql) {
      const path = sqlFile(this.#model, table.loadSql?.value ?? "");
      const message = table.loadSql
        ? `There is no file ${path}.`
        : `The table has no SQL; give it some in ${file}.`;
      return failure(message, table.range);
    }
    const relations = await this.#openDatasets(sql, table.range);
    if (isFailure(relations)) return relations;
    const made = await this.#scratch.view(table.name?.value ?? "table", sql, relations);
    return isFailure(made) ? made : made.relation;
  }

  /** The datasets that the SQL reads, by the names under which it does. */
  async #openDatasets(
    { value: text, dialect, form }: SqlText,
    range: OffsetRange,
  ): Promise<Readonly<Record<string, string>> | Failure> {
    const analysis = await this.#session.sql.analyse({ text, dialect, form }, this.#options.signal);
    const named = relationKeys(analysis.relations);
    const datasets = named.map(({ key }) => key);
    const reasons = await provideDatasets(this.#session, datasets, this.#options);
    const relations: [string, string][] = [];
    for (const { name, key } of named) {
      const source = await findDataset(this.#session, key);
      if (source.status === "missing") return failure(reasons.get(key) ?? source.message, range);
      const relation = await this.#scratch.alias(key, source.relation, range);
      if (typeof relation !== "string") return relation;
      relations.push([name, relation]);
    }
    return Object.fromEntries(relations);
  }

  async #load(name: string | undefined): Promise<SqlText | undefined> {
    const value =
      name === undefined ? undefined : await this.#session.project.readText(sqlFile(this.#model, name));
    return value === undefined ? undefined : trino(value, { start: 0, end: value.length });
  }
}

function trino(value: string, range: OffsetRange): SqlText {
  return { dialect: "trino", form: "statement", value, source: value, range };
}
