import { datasetOf, planFlareJob } from "../flare/plan.ts";
import type { FlareJob, SodaInput, SqlText } from "../manifest/model.ts";
import type { Project } from "../run/project.ts";
import { workflowsOf } from "../run/project.ts";
import { checkSqls } from "./check-sqls.ts";
import { functionRows } from "./function-rows.ts";
import { opposite } from "./opposite.ts";
import { readChecks } from "./read-checks.ts";
import { readExpression, readQuery } from "./read-query.ts";
import type { QueryReading } from "./read-query.ts";
import { tableRows, unknownRows } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { Shapes, TableShape } from "./shapes.ts";
import type { SqlOutline, QueryOutline } from "../sql/outline.ts";
import type { SqlRequest, SqlService } from "../sql/sql.ts";

export interface ReaderOptions {
  readonly project: Project;
  readonly sql: SqlService;
  readonly shapes: Shapes;
  /** A name that could be of several relations is taken for one of them. */
  readonly guess: boolean;
  /** Datasets that have a sample, or will have one: their rows are the sample's, whoever writes them. */
  readonly samples: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

/** Reads what asks something of columns, and knows where the rows of datasets come from. */
export class ProjectReader {
  readonly read = new Map<string, Set<string>>();
  readonly project: Project;
  readonly shapes: Shapes;
  readonly #sql: SqlService;
  readonly #guess: boolean;
  readonly #samples: ReadonlySet<string>;
  readonly #signal: AbortSignal | undefined;
  readonly #producers = new Map<string, JobSite>();
  readonly #views = new Map<FlareJob, Promise<ReadonlyMap<string, Rows>>>();

  constructor({ project, sql, shapes, guess, samples, signal }: ReaderOptions) {
    this.project = project;
    this.shapes = shapes;
    this.#sql = sql;
    this.#guess = guess;
    this.#samples = samples;
    this.#signal = signal;
    for (const site of jobsOf(project)) {
      if (planFlareJob(site.job, 0).obstacles.length > 0) continue;
      for (const { name, dataset } of site.job.outputs) {
        const key = dataset && datasetOf(dataset.value, name?.value);
        if (key !== undefined && !this.#producers.has(key)) this.#producers.set(key, site);
      }
    }
  }

  async readWorkflows(): Promise<void> {
    for (const site of jobsOf(this.project)) await this.#viewsOf(site, new Set());
    for (const { file, workflow } of workflowsOf(this.project))
      for (const { body } of workflow.jobs)
        if (body?.type === "soda") for (const input of body.inputs) await this.#readSoda(input, file);
  }

  /** The rows of a dataset: those of its sample if it has or will have one, else those that a job makes. */
  async rowsOf(dataset: string, file: string, within: ReadonlySet<FlareJob> = new Set()): Promise<Rows> {
    const producer = this.#producers.get(dataset);
    if (producer && !within.has(producer.job) && !this.#samples.has(dataset)) {
      const views = await this.#viewsOf(producer, within);
      const output = producer.job.outputs.find(
        ({ name, dataset: address }) => address && datasetOf(address.value, name?.value) === dataset,
      );
      return views.get(output?.name?.value.toLowerCase() ?? "") ?? unknownRows;
    }
    this.read.set(dataset, (this.read.get(dataset) ?? new Set()).add(file));
    return tableRows(this.shapes.table(dataset));
  }

  /** The rows of a query, whose tables are those of `views` or datasets written `depot.collection.dataset`. */
  async query(
    text: SqlRequest,
    file: string,
    views: ReadonlyMap<string, Rows> = new Map(),
    within?: ReadonlySet<FlareJob>,
  ): Promise<Rows> {
    const { query } = await this.outline(text);
    if (!query) return unknownRows;
    const known = new Map(views);
    for (const name of tablesIn(query)) {
      const dotted = name.join(".").toLowerCase();
      const [depot, collection, ...rest] = name;
      if (known.has(dotted) || rest.length === 0) continue;
      known.set(dotted, await this.rowsOf(`${depot}:${collection}/${rest.join(".")}`, file, within));
    }
    return readQuery(query, this.reading(known));
  }

  outline({ text, dialect, form }: SqlRequest): Promise<SqlOutline> {
    return this.#sql.outline({ text, dialect, form }, this.#signal);
  }

  reading(views: ReadonlyMap<string, Rows> = new Map()): QueryReading {
    return {
      shapes: this.shapes,
      guess: this.#guess,
      relation: (name) => views.get(name.join(".").toLowerCase()),
    };
  }

  /** The views of a job, by name in lower case. */
  #viewsOf(site: JobSite, within: ReadonlySet<FlareJob>): Promise<ReadonlyMap<string, Rows>> {
    const known = this.#views.get(site.job) ?? this.#readJob(site, new Set([...within, site.job]));
    this.#views.set(site.job, known);
    return known;
  }

  async #readJob({ job, file }: JobSite, within: ReadonlySet<FlareJob>): Promise<ReadonlyMap<string, Rows>> {
    const views = new Map<string, Rows>();
    for (const { name, dataset, query, incremental } of job.inputs) {
      const key = dataset && datasetOf(dataset.value);
      const rows = query
        ? await this.query(requestOf(query), file, new Map(), within)
        : key === undefined
          ? unknownRows
          : await this.rowsOf(key, file, within);
      const context = incremental?.context?.value.toLowerCase();
      const seen = new Map(context === undefined ? [] : [[context, rows]]);
      for (const { sql } of incremental?.keys ?? []) if (sql) await this.query(requestOf(sql), file, seen);
      const filtered = incremental?.sql ? await this.query(requestOf(incremental.sql), file, seen) : rows;
      if (name) views.set(name.value.toLowerCase(), filtered);
    }
    for (const { name, sql, functions } of job.steps) {
      const selected = sql ? await this.query(requestOf(sql), file, views, within) : unknownRows;
      const rows = functionRows(functions, selected);
      for (const { parameters } of functions)
        for (const text of [parameters["expression"], parameters["aggregateExpression"]])
          if (typeof text === "string") await this.#expression(text, rows);
      if (name) views.set(name.value.toLowerCase(), rows);
    }
    return views;
  }

  async #expression(text: string, rows: Rows): Promise<void> {
    const { query } = await this.outline({ text, dialect: "spark", form: "expression" });
    if (query) readExpression(query, rows, this.reading());
  }

  #sampleOf(dataset: string): TableShape | undefined {
    return this.read.has(dataset) ? this.shapes.table(dataset) : undefined;
  }

  async #readSoda({ dataset, checks, filter, profile }: SodaInput, file: string): Promise<void> {
    const key = dataset && datasetOf(dataset.value);
    if (key === undefined) return;
    const rows = await this.rowsOf(key, file);
    const others = new Map<string, Rows>();
    const request = async (text: string, form: SqlRequest["form"]) =>
      (await this.outline({ text, dialect: "trino", form })).query;
    for (const { text, form, fails, table } of checkSqls(checks, filter?.where?.value)) {
      if (table !== undefined) others.set(table, await this.rowsOf(siblingKey(key, table.split(".")), file));
      else if (form === "statement") {
        const query = await request(text, form);
        for (const name of query ? tablesIn(query) : [])
          others.set(name.join(".").toLowerCase(), await this.rowsOf(siblingKey(key, name), file));
        if (query) readQuery(fails ? opposite(query) : query, this.reading(others));
      } else {
        const query = await request(text, form);
        if (query) readExpression(fails ? opposite(query) : query, rows, this.reading());
      }
    }
    readChecks(checks, {
      rows,
      shapes: this.shapes,
      table: this.#sampleOf(key),
      other: (name) => others.get(name),
      otherTable: (name) => this.#sampleOf(siblingKey(key, name.split("."))),
    });
    for (const { value } of profile) if (/^\w+$/.test(value)) rows.find(value, true);
  }
}

interface JobSite {
  readonly file: string;
  readonly job: FlareJob;
}

function jobsOf(project: Project): readonly JobSite[] {
  return workflowsOf(project).flatMap(({ file, workflow }) =>
    workflow.jobs.flatMap(({ body }) => (body?.type === "flare" ? [{ file, job: body }] : [])),
  );
}

export function requestOf({ value: text, dialect, form }: SqlText): SqlRequest {
  return { text, dialect, form };
}

/** Dotted names of all tables in a query, CTEs included. */
function tablesIn({ ctes, selects }: QueryOutline): readonly (readonly string[])[] {
  return [
    ...ctes.flatMap(({ query }) => tablesIn(query)),
    ...selects.flatMap(({ sources, subqueries }) => [
      ...sources.flatMap((source) =>
        "table" in source ? [source.table] : "query" in source ? tablesIn(source.query) : [],
      ),
      ...subqueries.flatMap(({ query }) => tablesIn(query)),
    ]),
  ];
}

/** Tables of the same collection go by their names alone, others with schema or catalog in front. */
function siblingKey(dataset: string, parts: readonly string[]): string {
  const [, ownDepot = "", ownCollection = ""] = /^([^:]*):([^/]*)\//.exec(dataset) ?? [];
  const [table = "", collection = ownCollection, depot = ownDepot] = parts.toReversed();
  return `${depot}:${collection}/${table}`;
}
