/**
 * The part of JSON Schema 2020-12 that our schemas are written in, plus the `x-` keywords that say what a
 * value means. The published form drops the `x-` keywords and nothing else. Anything not listed here is
 * refused when a schema is loaded, also in a workspace's own schemas.
 */

/** What an annotated value says: an edge of the workspace's symbol graph, SQL, a path, or a secret. */
export interface Annotations {
  /** This value names a new symbol of that kind. */
  "x-defines"?: string;
  /** This value must name a symbol of that kind, or of one of those kinds (the first is the usual one). */
  "x-refers"?: string | readonly string[];
  /**
   * Symbols of these kinds that are defined inside this object are visible in it and nowhere else. Without an
   * enclosing scope a symbol belongs to the whole workspace.
   */
  "x-scope"?: readonly string[];
  /** This scalar is SQL. `statement` is a whole SELECT, the others stand inside one. */
  "x-sql"?: { readonly dialect: SqlDialect; readonly form: "statement" | "expression" | "predicate" };
  /** A relative path to a manifest of that kind; `manifest` for one of any kind, `file` for any file, `folder` for a folder. */
  "x-path"?: string;
  /** How sure the constraints of this (sub)schema are. Default: error; for unknown keys: warning. */
  "x-severity"?: "error" | "warning" | "information" | "hint";
  /** Keys that should be there, though the platform does without: a missing one is a warning. */
  "x-recommended"?: readonly string[];
  /** Plain text here is a leak. */
  "x-secret"?: boolean;
  /** Said instead of the generated message when a constraint of this subschema does not hold. */
  "x-message"?: string;
  /**
   * With `deprecated: true`, or where a key must not be: the key or value to use instead. A dot leads to a key
   * inside another one.
   */
  "x-replaced-by"?: string;
  /** Values worth proposing where any value is allowed, or fewer than the enum accepts. */
  "x-suggest"?: readonly (string | number | boolean)[];
}

export type SqlDialect = "spark" | "trino" | "bigquery" | "postgres" | "snowflake" | "duckdb" | "lens";

export type TypeName = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

export interface SchemaObject extends Annotations {
  readonly $schema?: string;
  readonly $id?: string;
  /** `#/$defs/x` in the same file, or `common.json#/$defs/x` in a sibling. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly $comment?: string;
  readonly title?: string;
  /** In our own words, good enough to be the hover text. */
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;

  readonly type?: TypeName | readonly TypeName[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  /** `dataos-address`, `resource-id`, `product-id`, `cron`, `jq`, `duration`, `timezone`, `uri`, `email`, … */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;

  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  /** Only `false`: keys are judged over the union of all schemas that apply. */
  readonly unevaluatedProperties?: false;
  readonly items?: Schema;

  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** `false` allows nothing: `properties: {spec: false}` says that the key must not be there. */
export type Schema = SchemaObject | boolean;
