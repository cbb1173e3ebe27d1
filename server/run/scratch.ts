import { quoteIdentifier } from "../engine/engine.ts";
import type { QueryOptions, Table } from "../engine/engine.ts";
import type { SqlText } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { selectInto } from "./flare-step.ts";
import { engineFailure, isFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import type { Session } from "./session.ts";

export interface ScratchRelation {
  /** Quoted name. */
  readonly relation: string;
  readonly columns: Table["columns"];
}

type Relations = Readonly<Record<string, string>>;

/** Tables and views that exist while something is measured. */
export class Scratch {
  readonly #session: Session;
  readonly #limits: QueryOptions;
  readonly #drops: string[] = [];

  constructor(session: Session, limits: QueryOptions) {
    this.#session = session;
    this.#limits = limits;
  }

  /** The result of a query of the author's, computed once. */
  table(name: string, sql: SqlText, relations: Relations): Promise<ScratchRelation | Failure> {
    return this.#select(this.#name(name, "TABLE"), sql, relations, "table");
  }

  /** The same, computed whenever it is read. */
  view(name: string, sql: SqlText, relations: Relations): Promise<ScratchRelation | Failure> {
    return this.#select(this.#name(name, "VIEW"), sql, relations, "view");
  }

  /** A name for what can stand after FROM. */
  async alias(name: string, source: string, range: OffsetRange): Promise<string | Failure> {
    const relation = this.#name(name, "VIEW");
    try {
      await this.#session.engine.execute(`CREATE VIEW ${relation} AS FROM ${source}`, this.#limits.signal);
      return relation;
    } catch (error) {
      return engineFailure(error, () => range);
    }
  }

  /** Forgets them all, the last one first; a process that has gone took them along. */
  async drop(): Promise<void> {
    await this.#session.engine.execute(this.#drops.splice(0).reverse().join(" ")).catch(() => undefined);
  }

  async #select(
    relation: string,
    sql: SqlText,
    relations: Relations,
    as: "table" | "view",
  ): Promise<ScratchRelation | Failure> {
    const made = await selectInto(
      this.#session,
      sql,
      { relation, relations },
      { ...this.#limits, limit: 0 },
      as,
    );
    return isFailure(made) ? made : { relation, columns: made.table.columns };
  }

  #name(name: string, kind: "TABLE" | "VIEW"): string {
    const quoted = quoteIdentifier(`${name}#${this.#session.nextScope()}`);
    this.#drops.push(`DROP ${kind} IF EXISTS ${quoted};`);
    return quoted;
  }
}
