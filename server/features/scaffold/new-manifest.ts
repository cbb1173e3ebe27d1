import { newestSchemas } from "../../manifest/kind.ts";
import type { Schemas } from "../../schema/schemas.ts";
import { nearest } from "../../text/nearest.ts";
import {
  isDraftList,
  isDraftMap,
  printSnippet,
  printText,
  type Draft,
  type DraftList,
  type DraftMap,
  type DraftScalar,
} from "./draft.ts";
import { fill, valuesAt } from "./fill.ts";
import { recipes, type Recipe } from "./recipes.ts";

export interface ManifestOrder {
  /** As in `type`: `depot`, `workflow`, `data`; or a file of a Lens model: `lens-tables`, `lens-views`. */
  readonly kind: string;
  readonly name: string;
  /** Answers by id of their question, or values by path: `depot.type`. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** What has to be decided before the manifest can be made. */
export interface Question {
  readonly id: string;
  /** The usual answer first. */
  readonly answers: readonly string[];
}

export type NewManifest =
  | { readonly text: string; readonly snippet: string; readonly open: readonly Question[] }
  | { readonly refused: string };

/** Kinds that a manifest can be made of, as their `type` says it, sorted. */
export function kindsToMake(schemas: Schemas): readonly string[] {
  const kinds = [...newestSchemas(schemas).keys()].map((kind) => (kind === "data-product" ? "data" : kind));
  return [...kinds, ...Object.keys(modelFiles)].sort();
}

/**
 * A manifest with all that its schema wants in it, made of the answers that are given and the usual ones for the
 * others. What nobody can know is a placeholder.
 */
export function newManifest({ kind, name, choices = {} }: ManifestOrder, schemas: Schemas): NewManifest {
  const kinds = kindsToMake(schemas);
  if (!kinds.includes(kind)) {
    const meant = nearest(kind, kinds);
    const remedy = meant === undefined ? `there are ${kinds.join(", ")}.` : `did you mean "${meant}"?`;
    return { refused: `There is no kind "${kind}"; ${remedy}` };
  }
  const schemaFile = schemaFileOf(kind, schemas);
  const draft = begun(kind, name, schemaFile);
  const { questions, parts = {} } = recipes[kind] ?? { questions: [] };
  const open: Question[] = [];
  const given: string[] = [];
  const paths = new Map(questions.map(({ id, path }) => [id, path]));
  for (const [id, value] of Object.entries(choices)) {
    const path = paths.get(id) ?? (id.includes(".") ? id : undefined);
    if (path === undefined) return { refused: refusal(kind, id, [...paths.keys()]) };
    given.push(answer(draft, path, value, { schemas, schemaFile }));
  }
  for (const { id, path } of questions) {
    if (at(draft, stepsOf(path))) continue;
    const answers = valuesAt(draft, stepsOf(path), { schemas, schemaFile }).map(({ value }) => `${value}`);
    const [usual] = answers;
    if (usual === undefined) continue;
    open.push({ id, answers });
    put(draft, stepsOf(path), { value: usual });
    given.push(usual);
  }
  addParts(draft, parts, { given, name });
  fill(draft, { schemas, schemaFile, name });
  return { text: printText(draft), snippet: printSnippet(draft), open };
}

/** What the recipe finds worth having, where nothing is yet. */
function addParts(
  draft: DraftMap,
  parts: NonNullable<Recipe["parts"]>,
  { given, name }: { readonly given: readonly string[]; readonly name: string },
): void {
  const wanted = Object.entries(parts).filter(
    ([answer]) => answer === "" || given.some((each) => each === answer || each.startsWith(`${answer}:`)),
  );
  for (const [path, value] of wanted.flatMap(([, values]) => Object.entries(values))) {
    const text = typeof value === "string" ? value.replaceAll("{name}", () => name) : value;
    if (!at(draft, stepsOf(path))) put(draft, stepsOf(path), { value: text, choices: [] });
  }
}

/** Files of Lens models have no head; the name is that of what they define first. */
const modelFiles: Readonly<Record<string, string>> = {
  "lens-tables": "tables.0.name",
  "lens-views": "views.0.name",
  "lens-user-groups": "user_groups.0.name",
};

function schemaFileOf(kind: string, schemas: Schemas): string {
  return newestSchemas(schemas).get(kind === "data" ? "data-product" : kind) ?? `${kind}.json`;
}

function begun(kind: string, name: string, schemaFile: string): DraftMap {
  const draft: DraftMap = new Map();
  const model = modelFiles[kind];
  if (model !== undefined) {
    put(draft, stepsOf(model), { value: name });
    return draft;
  }
  draft.set("name", { value: name });
  draft.set("version", { value: /\.(v[^.]+)\.json$/.exec(schemaFile)?.[1] ?? "v1" });
  draft.set("type", { value: kind });
  return draft;
}

function refusal(kind: string, id: string, known: readonly string[]): string {
  const some =
    known.length === 0 ? "name a key by its path" : `set ${known.join(", ")}, or a key by its path`;
  return `A ${kind} has no "${id}" to set; ${some}, such as ${kind}.description=….`;
}

/** As the schema spells it, where it names values; numbers and booleans as such. */
function answer(
  draft: DraftMap,
  path: string,
  text: string,
  source: { readonly schemas: Schemas; readonly schemaFile: string },
): string {
  const steps = stepsOf(path);
  const allowed = valuesAt(draft, steps, source).filter(
    ({ origin }) => origin === "allowed" || origin === "suggested",
  );
  const chosen = allowed.find(({ value }) => `${value}`.toLowerCase() === text.toLowerCase())?.value;
  const isLiteral = /^(?:true|false|0|[1-9]\d{0,8})$/.test(text);
  const value = chosen ?? (isLiteral ? (JSON.parse(text) as number | boolean) : text);
  put(draft, steps, { value });
  return `${value}`;
}

function stepsOf(path: string): readonly (string | number)[] {
  return path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function at(draft: Draft | undefined, [step, ...rest]: readonly (string | number)[]): Draft | undefined {
  if (step === undefined || draft === undefined) return draft;
  if (isDraftMap(draft)) return at(draft.get(String(step)), rest);
  return isDraftList(draft) ? at(draft[Number(step)], rest) : undefined;
}

/** What is in the way of a path is replaced. */
function put(draft: DraftMap | DraftList, [step = "", ...rest]: Path, value: DraftScalar): void {
  const child = rest.length === 0 ? value : containerFor(at(draft, [step]), rest[0]);
  if (isDraftMap(draft)) draft.set(String(step), child);
  else if (typeof step === "number") draft[Math.min(step, draft.length)] = child;
  if (isDraftMap(child) || isDraftList(child)) put(child, rest, value);
}

function containerFor(known: Draft | undefined, next: string | number | undefined): DraftMap | DraftList {
  if (typeof next === "number") return isDraftList(known) ? known : [];
  return isDraftMap(known) ? known : new Map<string, Draft>();
}

type Path = readonly (string | number)[];
