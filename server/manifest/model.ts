import type { Located, OffsetRange } from "../text/range.ts";
import type { Problem } from "../text/problem.ts";
import type { Definition, PathReference, Reference } from "./symbols.ts";
import type { SqlDialect } from "../schema/dialect.ts";

/**
 * What is known of one YAML document: inert data, a pure function of error-free text. It is all that is kept
 * of a closed file, and all that rules and features read. What may be missing in a half-written file is
 * `undefined`, never an empty string.
 */
export interface Manifest {
  /** Resource kind (`workflow`, `depot`, …), `data-product`, `lens-1`, `lens-tables`, `lens-views`, `lens-user-groups`. */
  readonly kind: string;
  readonly range: OffsetRange;
  readonly name?: Located<string>;
  readonly version?: Located<string>;
  readonly workspace?: Located<string>;
  readonly description?: string;
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  readonly paths: readonly PathReference[];
  readonly sqls: readonly SqlText[];
  /** Where plain text stands that should not be in a repository, in the order of the text. */
  readonly secrets?: readonly PlainSecret[];
  /** What the schema says; addresses, SodaCL text and other embedded grammars report here as well. */
  readonly problems: readonly Problem[];
  readonly body: Body | undefined;
  /** It stands inside another manifest, such as an item of a bundle, and is no document of its own. */
  readonly nested?: boolean;
}

export interface PlainSecret extends OffsetRange {
  /** Begins a sentence: "A Slack token", "The value of `password`". */
  readonly what: string;
  /** The address of a webhook: whoever knows it can post there, and nothing more. */
  readonly webhook: boolean;
}

export type Body = Workflow | Bundle | DataProduct | Depot | Monitor | Pager | LensDeployment | LensModel;

/** A piece of SQL in a manifest, with what is needed to map a place in it back to the file. */
export interface SqlText {
  readonly dialect: SqlDialect;
  readonly form: "statement" | "expression" | "predicate";
  /** The scalar's value: what YAML hands to the platform. */
  readonly value: string;
  /** The scalar as written in the file, quotes and block header included; `range` is where it stands. */
  readonly source: string;
  readonly range: OffsetRange;
  /** Columns before the first line of the scalar, which block scalars need to know their indentation. */
  readonly indent?: number;
}

export interface Workflow {
  readonly type: "workflow";
  readonly schedule?: Located<string>;
  /** That the schedule is meant in. */
  readonly timezone?: string;
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly name?: Located<string>;
  readonly range: OffsetRange;
  readonly dependencies: readonly Located<string>[];
  /** Where a missing `dependencies` entry would be inserted is found from this list's node, if there is one. */
  readonly dependenciesRange?: OffsetRange;
  /** Path of the workflow manifest that this job of a super-DAG runs. */
  readonly file?: Located<string>;
  readonly stack?: Located<string>;
  /** What the job does, for the stacks we know. */
  readonly body?: FlareJob | SodaJob | ScannerJob;
}

export interface FlareJob {
  readonly type: "flare";
  /** The keys of `sparkConf`, which is a list of maps, in the order of the text. */
  readonly sparkSettings: readonly Located<string>[];
  readonly inputs: readonly FlareInput[];
  readonly steps: readonly FlareStep[];
  readonly outputs: readonly FlareOutput[];
  /** False when steps come from files or sinks we did not read: then step names are not all known. */
  readonly complete: boolean;
  readonly profile?: OffsetRange;
  readonly actions?: OffsetRange;
  /** The key of the job's quality checks or, before a write, of the first output that has some. */
  readonly assertions?: OffsetRange;
}

export interface FlareInput {
  readonly name?: Located<string>;
  readonly dataset?: Located<string>;
  readonly format?: Located<string>;
  readonly query?: SqlText;
  readonly incremental?: {
    readonly context?: Located<string>;
    readonly sql?: SqlText;
    readonly keys: readonly { readonly name?: Located<string>; readonly sql?: SqlText }[];
  };
  readonly options: Readonly<Record<string, string>>;
  /** Where each option's value stands. */
  readonly optionRanges: Readonly<Record<string, OffsetRange>>;
  /** The JDBC driver's class, in `options` or, where older manifests have it, beside them. */
  readonly driver?: Located<string>;
  readonly range: OffsetRange;
}

export interface FlareStep {
  readonly name?: Located<string>;
  readonly sql?: SqlText;
  readonly functions: readonly FlareFunction[];
  /** Why the step can't be run here (`sqlFile`, `classpath`), when it has no SQL of its own. */
  readonly external?: string;
  readonly range: OffsetRange;
}

export interface FlareFunction {
  readonly name: Located<string>;
  /** The other keys of the item, as plain values. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly range: OffsetRange;
}

export interface FlareOutput {
  readonly name?: Located<string>;
  readonly dataset?: Located<string>;
  readonly format?: Located<string>;
  /** The JDBC driver's class, beside `options` or in them. */
  readonly driver?: Located<string>;
  readonly saveMode?: string;
  readonly range: OffsetRange;
}

export interface SodaJob {
  readonly type: "soda";
  readonly inputs: readonly SodaInput[];
}

export interface SodaInput {
  readonly dataset?: Located<string>;
  readonly engine?: Located<string>;
  readonly clusterName?: Located<string>;
  readonly filter?: { readonly name?: Located<string>; readonly where?: SqlText };
  readonly checks: readonly SodaCheck[];
  readonly profile: readonly Located<string>[];
  readonly range: OffsetRange;
}

/** One item of a `checks` list: the check line and its configuration. */
export interface SodaCheck {
  readonly line: Located<string>;
  /** Plain values, keys as written (`valid regex`, `warn`, …). */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Where each configuration key's value stands. */
  readonly configurationRanges: Readonly<Record<string, OffsetRange>>;
  readonly range: OffsetRange;
}

export interface ScannerJob {
  readonly type: "scanner";
  readonly depot?: Located<string>;
  readonly filters: readonly ScannerFilter[];
}

export interface ScannerFilter {
  /** What it filters. */
  readonly of: "data-product" | "collection" | "dataset" | "other";
  /** Regular expressions, or beginnings of names. */
  readonly includes: readonly Located<string>[];
  readonly excludes: readonly Located<string>[];
}

export interface Bundle {
  readonly type: "bundle";
  readonly items: readonly BundleItem[];
}

export interface BundleItem {
  readonly id?: Located<string>;
  readonly file?: Located<string>;
  readonly dependencies: readonly Located<string>[];
  /** A complete manifest written in place. */
  readonly spec?: Manifest;
  readonly range: OffsetRange;
}

export interface DataProduct {
  readonly type: "data-product";
  readonly layout: "v1alpha" | "v1beta";
  readonly resources: readonly ProductResource[];
  /** As written: `bundle:v1beta:name`. */
  readonly bundle?: Located<string>;
  /** As written: `lens:v1alpha:name:workspace`. */
  readonly lens?: Located<string>;
  readonly inputs: readonly ProductPort[];
  readonly outputs: readonly ProductPort[];
}

export interface ProductResource {
  readonly type?: Located<string>;
  readonly version?: Located<string>;
  readonly name?: Located<string>;
  readonly workspace?: Located<string>;
  readonly range: OffsetRange;
}

export interface ProductPort {
  readonly ref?: Located<string>;
  readonly refType?: Located<string>;
  /** Where the quality is promised, in whatever layout. */
  readonly checks?: OffsetRange;
  readonly range: OffsetRange;
}

export interface Depot {
  readonly type: "depot";
  /** Upper case: `BIGQUERY`, `JDBC`, … */
  readonly source?: Located<string>;
  /** As written, of the depot's tables: `ICEBERG`, `delta`, … */
  readonly format?: Located<string>;
  /** The database behind a JDBC source: `postgresql`, … */
  readonly subprotocol?: Located<string>;
}

export interface Monitor {
  readonly type: "monitor";
  readonly schedule?: Located<string>;
  readonly incident: readonly { readonly key: string; readonly value: Located<string> }[];
}

export interface Pager {
  readonly type: "pager";
  readonly conditions: readonly PagerCondition[];
}

export interface PagerCondition {
  /** The incident key of a filter `.properties.<key>`. */
  readonly property?: string;
  readonly propertyRange?: OffsetRange;
  /** The incident key of a filter that looks for it elsewhere, such as `.incident.<key>`, and where the filter stands. */
  readonly misplacedProperty?: Located<string>;
  readonly operator?: Located<string>;
  readonly value?: Located<string>;
  readonly range: OffsetRange;
}

export interface LensDeployment {
  readonly type: "lens";
  readonly source?: {
    readonly type?: Located<string>;
    readonly name?: Located<string>;
    readonly catalog?: Located<string>;
  };
}

/** One file of a Lens 2 model, or a whole Lens 1 file (`entities`), in the words of Lens 2. */
export interface LensModel {
  readonly type: "lens-model";
  readonly generation: 1 | 2;
  readonly tables: readonly LensTable[];
  readonly views: readonly LensView[];
}

export interface LensTable {
  readonly name?: Located<string>;
  readonly sql?: SqlText;
  /** `load_sql('x')`: the `x` of `sqls/x.sql`. */
  readonly loadSql?: Located<string>;
  /** Lens 1: the columns that `sql.columns` lists; empty where there is no such list. */
  readonly columns?: readonly Located<string>[];
  readonly joins: readonly LensJoin[];
  readonly dimensions: readonly LensMember[];
  readonly measures: readonly LensMember[];
  readonly segments: readonly LensMember[];
  /** It extends another table: not all of its members stand here. */
  readonly extending?: boolean;
  readonly range: OffsetRange;
}

export interface LensJoin {
  /** The other table. */
  readonly target?: Located<string>;
  /** As `1:1`, `1:N`, `N:1`, whatever the spelling in the file. */
  readonly relationship?: Located<string>;
  readonly sql?: SqlText;
  /** Lens 1: the columns instead of SQL. */
  readonly field?: Located<string>;
  readonly targetField?: Located<string>;
  readonly range: OffsetRange;
}

export interface LensMember {
  readonly name?: Located<string>;
  readonly type?: Located<string>;
  readonly column?: Located<string>;
  readonly sql?: SqlText;
  readonly primaryKey: boolean;
  readonly subQuery: boolean;
  readonly range: OffsetRange;
}

export interface LensView {
  readonly name?: Located<string>;
  readonly tables: readonly {
    readonly joinPath?: Located<string>;
    /** Undefined: all (`"*"`). */
    readonly includes?: readonly Located<string>[];
    readonly range: OffsetRange;
  }[];
  readonly range: OffsetRange;
}
