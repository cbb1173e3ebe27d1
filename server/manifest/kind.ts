import type { Schemas } from "../schema/schemas.ts";
import { nearest } from "../text/nearest.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import { entries, entry, get, isMap, isSequence, items, textOf, type YamlNode } from "../yaml/tree.ts";

/** What a document of ours is, and the schema that describes it. */
export interface Kind {
  readonly kind: string;
  /** File name, such as `depot.v2alpha.json`. */
  readonly schemaFile: string;
}

/** Kinds the platform knows and that have no schema of their own. */
const kindsWithoutSchema = ["dataplane"];

/** Kinds whose names are everyday words, so that any tool's YAML may have a section of that name. */
const everydayWords: ReadonlySet<string> = new Set([
  "service",
  "worker",
  "database",
  "volume",
  "resource",
  "policy",
  "compute",
  "stack",
  "operator",
  "grant",
  "dataplane",
]);

/**
 * Which kind of manifest a document is; undefined for any other YAML. Only the content decides:
 * a known `type` with its version or section, a known section under a misspelt `type`, `entity: product`
 * or a data product's section, or the shapes of Lens models.
 */
export function kindOf(root: YamlNode | undefined, schemas: Schemas): Kind | undefined {
  if (!isMap(root)) return undefined;
  if (isDataProduct(root)) return versioned("data-product", productVersion(root), schemas);
  const kind = resourceKind(root, schemas);
  if (kind) return versioned(kind, textOf(get(root, "version")), schemas);
  const model = lensKind(root);
  return model === undefined ? undefined : { kind: model, schemaFile: `${model}.json` };
}

/** The kind that a `type` or an id names: data products are `data` there. */
export function kindOfType(type: string): string {
  return type === "data" ? "data-product" : type;
}

/** Kinds of resources: those with a schema, custom ones included, and the others the platform knows. */
export function resourceKinds(schemas: Schemas): ReadonlySet<string> {
  return catalogOf(schemas).resources;
}

/** The schema of each kind that has one, of its newest version: those of resources, and of data products. */
export function newestSchemas(schemas: Schemas): ReadonlyMap<string, string> {
  return new Map(
    [...catalogOf(schemas).versions].flatMap(([kind, [newest]]): [string, string][] =>
      newest ? [[kind, newest.schemaFile]] : [],
    ),
  );
}

/**
 * A quick look at a text: false when no document in it can be ours. It spares the parser the YAML files of
 * other tools; true promises nothing.
 */
export function mayBeOurs(text: string): boolean {
  return /(?:^|[\s{,"'[-])(?:type|entity|v1alpha|v1beta|tables|views|user_groups|entities|version)["']?[ \t]*:/.test(
    text,
  );
}

/** Whether a text that could not be parsed says on a line of its own that it is a manifest. */
export function declaresKind(text: string, schemas: Schemas): boolean {
  const declared = /^[ \t]*type[ \t]*:[ \t]*["']?([a-z-]+)["']?[ \t]*(?:#.*)?\r?$/m.exec(text)?.[1];
  if (/^[ \t]*entity[ \t]*:[ \t]*["']?product\b/m.test(text)) return true;
  if (!declared || !resourceKinds(schemas).has(declared)) return false;
  return new RegExp(`^[ \\t]*(?:version[ \\t]*:[ \\t]*["']?v\\d|${declared}[ \\t]*:)`, "m").test(text);
}

const schemaName = /^(.+)\.(v\d+[a-z\d]*)\.json$/;
const version = /^v\d+(?:(?:alpha|beta)\d*)?$/;
const productSections = ["v1beta", "v1alpha"];

function isDataProduct(root: YamlNode): boolean {
  if (textOf(get(root, "entity")) === "product") return true;
  if (productSections.some((section) => entry(get(root, section), "data"))) return true;
  // `type: data` alone also occurs in files that have nothing to do with products.
  return textOf(get(root, "type")) === "data" && hasVersion(root) && entry(root, "name") !== undefined;
}

function productVersion(root: YamlNode): string | undefined {
  return textOf(get(root, "version")) ?? productSections.find((section) => entry(root, section));
}

function resourceKind(root: YamlNode, schemas: Schemas): string | undefined {
  const kinds = resourceKinds(schemas);
  const type = textOf(get(root, "type"));
  if (type !== undefined && kinds.has(type))
    return hasVersion(root) || hasSection(root, type) ? type : undefined;
  const sections = entries(root)
    .filter(({ value }) => isMap(value) || isSequence(value))
    .map(({ name }) => name.toLowerCase())
    .filter((name) => kinds.has(name));
  const meant = type === undefined ? undefined : nearest(type, sections);
  if (meant) return meant;
  const telling = sections.find((section) => !everydayWords.has(section));
  return telling && hasVersion(root) && entry(root, "name") ? telling : undefined;
}

function hasVersion(root: YamlNode): boolean {
  const text = textOf(get(root, "version"));
  return text !== undefined && (version.test(text) || hasPlaceholder(text));
}

/** A section that is only begun has no value yet; plain text is no section. */
function hasSection(root: YamlNode, kind: string): boolean {
  const section = entry(root, kind);
  return section !== undefined && textOf(section.value) === undefined;
}

function lensKind(root: YamlNode): string | undefined {
  const tables = items(get(root, "tables"));
  const dedented = tables.some(isMap) && hasAny(root, tableParts);
  if (dedented || tables.some((table) => entry(table, "name") && hasAny(table, tableKeys)))
    return "lens-tables";
  if (items(get(root, "views")).some(isLensView)) return "lens-views";
  if (items(get(root, "user_groups")).some((group) => hasAny(group, groupKeys))) return "lens-user-groups";
  if (items(get(root, "entities")).some(isLensEntity)) return "lens-1";
  return undefined;
}

const tableParts = ["dimensions", "measures", "joins", "segments"];
const tableKeys = [...tableParts, "sql"];
const groupKeys = ["api_scopes", "includes", "excludes"];

function isLensView(view: YamlNode): boolean {
  return items(get(view, "tables")).some((table) => entry(table, "join_path"));
}

function isLensEntity(entity: YamlNode): boolean {
  return isMap(get(entity, "sql")) || isSequence(get(entity, "fields"));
}

function hasAny(node: YamlNode, names: readonly string[]): boolean {
  return names.some((name) => entry(node, name));
}

/** The schema of that version, else the newest of the kind (which rejects the version), else the common one. */
function versioned(kind: string, wanted: string | undefined, schemas: Schemas): Kind {
  const versions = catalogOf(schemas).versions.get(kind) ?? [];
  const chosen = versions.find(({ version }) => version === wanted) ?? versions[0];
  return { kind, schemaFile: chosen?.schemaFile ?? "resource.json" };
}

/** What the names of the schema files say. */
interface Catalog {
  readonly resources: ReadonlySet<string>;
  /** Versions by kind, newest first. */
  readonly versions: ReadonlyMap<string, readonly Version[]>;
}

interface Version {
  readonly version: string;
  readonly schemaFile: string;
}

const catalogs = new WeakMap<Schemas, Catalog>();

function catalogOf(schemas: Schemas): Catalog {
  const known = catalogs.get(schemas);
  if (known) return known;
  const catalog = makeCatalog(schemas.names);
  catalogs.set(schemas, catalog);
  return catalog;
}

function makeCatalog(names: readonly string[]): Catalog {
  const versions = new Map<string, Version[]>();
  for (const schemaFile of names) {
    const [, kind, version] = schemaName.exec(schemaFile) ?? [];
    if (kind !== undefined && version !== undefined)
      versions.set(kind, [...(versions.get(kind) ?? []), { version, schemaFile }]);
  }
  for (const each of versions.values()) each.sort((one, other) => age(other.version) - age(one.version));
  const resources = new Set([...versions.keys(), ...kindsWithoutSchema]);
  resources.delete("data-product");
  return { resources, versions };
}

/** Orders versions: `v1alpha` < `v1beta` < `v1` < `v2alpha`. */
function age(text: string): number {
  const number = Number(/\d+/.exec(text)?.[0] ?? 0);
  if (text.includes("alpha")) return number * 3;
  return text.includes("beta") ? number * 3 + 1 : number * 3 + 2;
}
