import type { Problem } from "../text/problem.ts";
import type { Located, OffsetRange } from "../text/range.ts";
import { hasPlaceholder, isPlaceholder } from "../template/placeholder.ts";
import type { SqlDialect } from "../schema/dialect.ts";
import { scalarText, type ScalarText } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { PlainSecret, SqlText } from "./model.ts";
import { placeOf } from "./place.ts";
import type { Definition, PathReference, Reference } from "./symbols.ts";

/** Far above what any manifest holds; of a hostile one the rest is not recorded. */
const maxSymbols = 50_000;

/** Characters read to find places inside scalars; beyond it a place is the whole scalar. */
const maxEffort = 10_000_000;

/** What is found in one manifest, whoever finds it: each symbol, path and piece of SQL once. */
export class Findings {
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly secrets: PlainSecret[] = [];
  readonly #definitions = new Map<string, Definition>();
  readonly #references = new Map<string, Reference>();
  readonly #paths = new Map<number, PathReference>();
  readonly #sqls = new Map<YamlNode, SqlText>();
  #effort = 0;

  constructor(text: string) {
    this.text = text;
  }

  get definitions(): readonly Definition[] {
    return inTextOrder(this.#definitions.values());
  }

  get references(): readonly Reference[] {
    return inTextOrder(this.#references.values());
  }

  get paths(): readonly PathReference[] {
    return inTextOrder(this.#paths.values());
  }

  get sqls(): readonly SqlText[] {
    return inTextOrder(this.#sqls.values());
  }

  /** The first to define a symbol at a place wins. */
  define(definition: Omit<Definition, "open">): void {
    const key = `${definition.range.start} ${definition.symbol}`;
    if (this.#definitions.has(key) || this.#definitions.size >= maxSymbols) return;
    this.#definitions.set(key, hasPlaceholder(definition.name) ? { ...definition, open: true } : definition);
  }

  refer(reference: Reference): void {
    const key = `${reference.range.start} ${reference.symbols.join(" ")} ${reference.name}`;
    if (this.#references.has(key) || this.#references.size >= maxSymbols) return;
    this.#references.set(key, hasPlaceholder(reference.name) ? { ...reference, open: true } : reference);
  }

  /** A reference to what is known in the whole workspace, or in the Lens model. */
  mention(symbol: string, { value, range }: Located<string>): void {
    if (value !== "") this.refer({ symbols: [symbol], name: value, range, scopes: [] });
  }

  /** Where one of many parts of a scalar stands. */
  placeOf(scalar: ScalarText, part: OffsetRange): OffsetRange {
    this.#effort += scalar.value.length;
    return this.#effort > maxEffort ? scalar.range : placeOf(scalar, part);
  }

  path(expects: string, { value, range }: Located<string>): void {
    if (value === "" || this.#paths.has(range.start)) return;
    const open = hasPlaceholder(value);
    this.#paths.set(range.start, { expects, path: value, range, ...(open && { open }) });
  }

  /**
   * The SQL in a scalar: one object for one scalar, however often it is asked for. None when there is no text,
   * or nothing but a placeholder.
   */
  sql(node: YamlNode | undefined, dialect: SqlDialect, form: SqlText["form"]): SqlText | undefined {
    const known = node && this.#sqls.get(node);
    if (known) return known;
    const scalar = scalarText(node, this.text);
    if (!node || !scalar || isNoSql(scalar.value.trim(), dialect)) return undefined;
    const sql: SqlText = { dialect, form, ...scalar };
    this.#sqls.set(node, sql);
    return sql;
  }
}

/** `${…}` in Lens SQL is a member of the model, no placeholder. */
function isNoSql(text: string, dialect: SqlDialect): boolean {
  return text === "" || (dialect === "lens" ? /^\{\{[^}]*\}\}$/.test(text) : isPlaceholder(text));
}

function inTextOrder<T extends { readonly range: OffsetRange }>(found: Iterable<T>): readonly T[] {
  return [...found].sort(
    (one, other) => one.range.start - other.range.start || one.range.end - other.range.end,
  );
}
