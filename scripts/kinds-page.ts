import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { complete } from "../server/features/completion/complete.ts";
import { kindOf } from "../server/manifest/kind.ts";
import { builtinSchemas } from "../server/schema/builtin.ts";
import { schemasAt } from "../server/schema/schemas-at.ts";
import { descriptionOf, keysOf, shapeOfApplied } from "../server/schema/shape.ts";
import { MemoryFileSystem } from "../server/workspace/memory-file-system.ts";
import { Workspace } from "../server/workspace/workspace.ts";
import { parseYaml } from "../server/yaml/parse.ts";
import { entries, isMap, isSequence, items, type Entry, type YamlNode } from "../server/yaml/tree.ts";

const root = dirname(import.meta.dirname);

/** Where the table of kinds lies. */
export const kindsPage = join(root, "docs", "kinds.md");

/** What there is for one schema; shares are from 0 to 1. */
export interface Coverage {
  /** File of `schemas/`. */
  readonly schema: string;
  readonly title: string;
  /** Keys of the fixtures that the schema knows: how many of them it describes. */
  readonly hover: number;
  /** Keys of the fixtures: how many are proposed again once they are half deleted. */
  readonly completion: number;
  readonly snippets: readonly string[];
  /** Files that were measured, from the root of the repository. */
  readonly fixtures: readonly string[];
}

/** The page of all kinds and stacks, as it has to be. */
export async function renderKindsPage(all?: readonly Coverage[]): Promise<string> {
  const measured = all ?? (await measureKinds());
  const isStack = ({ schema }: Coverage): boolean => schema in stackNames;
  const page = [
    "<!-- Written by `npm run docs`. -->",
    "",
    "# Kinds of manifests",
    "",
    "What there is for each kind and version, and for the body of each stack. **Hover**: of the keys in the fixtures that",
    "the schema knows by name, how many it describes. **Completion**: of all keys in the fixtures, how many are proposed",
    "again once they are half deleted; the rest are names that authors make up, and the `type` that says what all of it",
    "is. *New Manifest…* in the palette begins one of any kind. [Schemas in other tools](schemas.md) tells where the",
    "schemas are as plain JSON Schema.",
    "",
    ...table(measured.filter((each) => !isStack(each))),
    "",
    "## Stacks",
    "",
    "The body of a job, a service or a worker, by its `stack`.",
    "",
    ...table(measured.filter(isStack)),
    "",
  ].join("\n");
  return format(page, { ...(await resolveConfig(kindsPage)), parser: "markdown" });
}

function table(rows: readonly Coverage[]): string[] {
  return [
    "| kind | schema | hover | completion | snippets | fixtures |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(({ schema, title, hover, completion, snippets, fixtures }) => {
      const cells = [
        title,
        `[${schema}](../schemas/${schema})`,
        percent(hover),
        percent(completion),
        snippets.map((prefix) => `\`${prefix}\``).join(", ") || "–",
        fixtures.map((path) => `[${path.slice(path.lastIndexOf("/") + 1)}](../${path})`).join(", "),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ];
}

/** Rounded down, so that 100% is all of them. */
function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

/** Parts of others, and what is left for kinds without a schema. */
const parts: ReadonlySet<string> = new Set(["common.json", "resource.json", "run.json"]);

/** Schemas of stack bodies, and a stack that has such a body. */
const stackNames: Readonly<Record<string, string>> = {
  "beacon.json": "beacon+rest",
  "bento.json": "bento:4.0",
  "container.json": "container",
  "dataos-ctl.json": "dataos-ctl",
  "dbt.json": "dbt+python:1.0",
  "flare.json": "flare:7.0",
  "flash.json": "flash+python:2.0",
  "nilus.json": "nilus:1.0",
  "python.json": "python3:1.0",
  "scanner.json": "scanner:2.0",
  "soda.json": "soda+python:1.0",
  "steampipe.json": "steampipestack:1.0",
  "stream-function.json": "fastfun+alpha:2.0",
  "stream-monitor.json": "stream-monitor",
  "toolbox.json": "toolbox",
};

/** Files of the sample, for schemas without fixtures. */
const sampleFiles: Readonly<Record<string, readonly string[]>> = {
  "workflow.v1.json": ["ingestion/super-dag.yml", "profiling/customer.yml", "quality/customer.yml"],
  "flare.json": ["ingestion/customer.yml", "transformation/order-enriched.yml"],
  "soda.json": ["quality/customer.yml", "quality/product.yml"],
  "scanner.json": ["scanners/depot-scanner.yml"],
  "lens-tables.json": ["lens/model/tables/customer.yml", "lens/model/tables/transaction.yml"],
  "lens-views.json": ["lens/model/views/sales_analysis.yml"],
  "lens-user-groups.json": ["lens/model/user_groups.yml"],
};

async function measureKinds(): Promise<readonly Coverage[]> {
  const workspace = await Workspace.open("/workspace", new MemoryFileSystem({}));
  return builtinSchemas.names.filter((name) => !parts.has(name)).map((schema) => measure(schema, workspace));
}

function measure(schema: string, workspace: Workspace): Coverage {
  const fixtures = fixturesOf(schema);
  const texts = fixtures.map((path) => asManifest(schema, path, readFileSync(join(root, path), "utf8")));
  const isBody = schema in stackNames && !(schema in sampleFiles);
  const keys = texts.flatMap((text) =>
    keysIn(text)
      .filter((key) => !isBody || isOfBody(text, key))
      .map((key) => ({ text, key })),
  );
  const described = keys
    .map(({ text, key }) => isDescribed(text, key))
    .filter((answer) => answer !== undefined);
  const proposed = keys.filter(({ text, key }) => isProposed(text, key, workspace));
  return {
    schema,
    title: builtinSchemas.file(schema)?.title ?? schema,
    hover: described.filter(Boolean).length / described.length,
    completion: proposed.length / keys.length,
    snippets: snippets.filter(({ text }) => schemasIn(text).includes(schema)).map(({ prefix }) => prefix),
    fixtures,
  };
}

function fixturesOf(schema: string): readonly string[] {
  const folder = `server/schema/fixtures${schema in stackNames ? "/stacks" : ""}`;
  const kind = schema.replace(/\.json$/, "");
  const own = readdirSync(join(root, folder))
    .filter((file) => file === `${kind}.minimal.yaml` || file === `${kind}.full.yaml`)
    .toSorted();
  if (own.length > 0) return own.map((file) => `${folder}/${file}`);
  return (sampleFiles[schema] ?? []).map((path) => `samples/sales-360/${path}`);
}

/** Fixtures of stacks are bodies alone. */
function asManifest(schema: string, path: string, text: string): string {
  const stack = stackNames[schema];
  if (stack === undefined || path.startsWith("samples/")) return text;
  return text
    .split(/^---\n/m)
    .map(
      (body) =>
        `name: x\nversion: v1\ntype: service\nservice:\n  stack: ${stack}\n  stackSpec:\n${indented(body)}`,
    )
    .join("---\n");
}

const bodyIndent = "    ";

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, bodyIndent);
}

function keysIn(text: string): readonly Entry[] {
  return parseYaml(text).documents.flatMap(({ root: document }) => keysBelow(document));
}

/** What stands around a body of a stack is measured elsewhere. */
function isOfBody(text: string, { keyRange: { start } }: Entry): boolean {
  return start - text.lastIndexOf("\n", start) > bodyIndent.length;
}

function keysBelow(node: YamlNode | undefined): readonly Entry[] {
  if (isSequence(node)) return items(node).flatMap(keysBelow);
  return entries(node).flatMap((entry) => [entry, ...keysBelow(entry.value)]);
}

/** Undefined for names that authors make up. */
function isDescribed(text: string, { name, keyRange }: Entry): boolean | undefined {
  const document = parseYaml(text).documents.findLast(({ range }) => range.start <= keyRange.start)?.root;
  const kind = kindOf(document, builtinSchemas);
  const at = kind && schemasAt(document, kind.schemaFile, builtinSchemas, keyRange.start, text);
  if (!at?.parent || !isMap(at.parent.node)) return undefined;
  const known = keysOf(shapeOfApplied(at.parent.schemas, builtinSchemas));
  if (!known.some((key) => key.name === name)) return undefined;
  return descriptionOf(shapeOfApplied(at.schemas, builtinSchemas)) !== undefined;
}

function isProposed(text: string, { name, keyRange }: Entry, workspace: Workspace): boolean {
  const half = text.slice(0, keyRange.start + 1) + text.slice(keyRange.end);
  return complete(half, keyRange.start + 1, workspace, "x.yml").some(({ label }) => label === name);
}

const snippets = Object.values(
  JSON.parse(readFileSync(join(root, "snippets/dataos.json"), "utf8")) as Record<
    string,
    { readonly prefix: string; readonly body: readonly string[] }
  >,
).map(({ prefix, body }) => ({ prefix, text: body.join("\n") }));

/** Schemas of the manifests that a snippet writes, and of the stacks in them. */
function schemasIn(text: string): readonly string[] {
  const kinds = parseYaml(text).documents.map(
    ({ root: document }) => kindOf(document, builtinSchemas)?.schemaFile,
  );
  const stacks = Object.entries(stackNames).filter(([, stack]) =>
    new RegExp(`^ +stack: \\S*${stack.split(/[+:]/)[0] ?? ""}\\b`, "m").test(text),
  );
  return [...kinds.filter((kind) => kind !== undefined), ...stacks.map(([schema]) => schema)];
}
