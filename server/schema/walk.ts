import type { Problem } from "../text/problem.ts";
import { isMap, isSequence, items, rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import { applicable } from "./applicable.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import { dedentedKeys, emptyProblem } from "./dedented.ts";
import { deprecationProblem } from "./deprecation.ts";
import type { SchemaObject } from "./dialect.ts";
import { verdictOn } from "./key.ts";
import { keyProblems, notAllowedProblem } from "./key-problems.ts";
import { pointerPart } from "./keywords.ts";
import type { Schemas } from "./schemas.ts";
import { formatProblems, valueProblem, worstFault } from "./value-problems.ts";
import { isOpen, typeOf } from "./value.ts";
import { Work } from "./work.ts";

/** What a schema says of a node: where it says that the node defines, refers, is SQL, a path, a secret or has a format. */
export interface Annotation {
  readonly schema: SchemaObject;
  readonly node: YamlNode;
  /** JSON pointer of the node in the document. */
  readonly pointer: string;
  /** Scopes around the node, innermost first. */
  readonly scopes: readonly Scope[];
}

/** A node within which symbols of some kinds are visible, and nowhere else. */
export interface Scope {
  /** JSON pointer of the scoping node in the document. */
  readonly pointer: string;
  readonly kinds: readonly string[];
}

export interface Walked {
  /** In the order of the text; one for each mistake. */
  readonly problems: Problem[];
  readonly annotations: Annotation[];
}

/**
 * Steps that a document may take besides one for each of its characters: far above what manifests take. A hostile
 * one is judged so far and no further.
 */
const freeSteps = 100_000;

/**
 * Judges a document by a schema and collects what the schema says its values mean. One mistake is one problem, on
 * the exact key or value. Never throws; an unknown schema file has nothing to say.
 *
 * A placeholder satisfies every schema. A key without a value is half-written: it is a problem where the key is
 * required, and silent elsewhere.
 *
 * @param text the file that the document is part of; fixes that add or remove whole entries need it
 */
export function walk(root: YamlNode, schemaFile: string, schemas: Schemas, text?: string): Walked {
  const file = schemas.file(schemaFile);
  const schema = file && schemas.compiled(file);
  if (!schema) return { problems: [], annotations: [] };
  const { start, end } = rangeOf(root);
  const walker = new Walker(text, new Work(freeSteps + end - start));
  walker.visit(root, [schema], [], undefined);
  return { problems: inTextOrder(walker.problems), annotations: walker.annotations };
}

/** The map that an entry belongs to. */
interface Surroundings {
  readonly siblings: readonly Entry[];
  /** Schemas that apply to the map. */
  readonly applied: readonly Applied[];
  readonly dedented: ReadonlyMap<Entry, readonly Entry[]>;
}

class Walker {
  readonly problems: Problem[] = [];
  readonly annotations: Annotation[] = [];
  readonly #text: string | undefined;
  readonly #work: Work;
  readonly #path: (string | number)[] = [];

  constructor(text: string | undefined, work: Work) {
    this.#text = text;
    this.#work = work;
  }

  /** @param entry the entry that the node is the value of; undefined for items and the root */
  visit(
    node: YamlNode | undefined,
    schemas: readonly CompiledSchema[],
    scopes: readonly Scope[],
    entry?: Entry,
    around?: Surroundings,
  ): void {
    const applied = applicable(node, schemas, this.#work);
    if (this.#work.steps <= 0) return;
    if (applied.some(isNever)) {
      this.problems.push(notAllowedProblem(node, entry, this.#path));
      return;
    }
    const deprecated = applied.find(isDeprecated);
    if (deprecated)
      this.#report(deprecationProblem(deprecated, node, entry, around?.siblings ?? [], this.#path));
    const type = typeOf(node);
    const fault = worstFault(node, type, applied);
    if (!node || type === "null") {
      if (entry && around) this.#reportEmpty(entry, around, fault !== undefined);
      return;
    }
    this.#annotate(node, applied, scopes);
    if (fault && !isOpen(node)) {
      this.#report(valueProblem(fault, node, type, this.#path));
      if (fault.fault === "type") return;
    }
    if (isMap(node)) this.#visitMap(node, applied, this.#scopesIn(applied, scopes), entry);
    else if (isSequence(node)) this.#visitItems(node, applied, this.#scopesIn(applied, scopes));
    else if (!fault && applied.some(hasFormat)) this.problems.push(...formatProblems(node, applied));
  }

  #visitMap(
    map: YamlNode,
    applied: readonly Applied[],
    scopes: readonly Scope[],
    holder: Entry | undefined,
  ): void {
    const siblings = this.#work.entries(map);
    const verdicts = siblings.map((entry) => verdictOn(entry, applied));
    const holderRange = holder?.keyRange ?? siblings[0]?.keyRange ?? rangeOf(map);
    const dedented = dedentedKeys(verdicts);
    const place = { map, siblings, holderRange, path: this.#path, text: this.#text, dedented };
    for (const problem of keyProblems(verdicts, applied, place)) this.problems.push(problem);
    const around = { siblings, applied, dedented };
    for (const { entry, schemas, misplacedBy } of verdicts) {
      if (misplacedBy || schemas.length === 0) continue;
      this.#path.push(entry.name);
      this.visit(entry.value, schemas, scopes, entry, around);
      this.#path.pop();
    }
  }

  #visitItems(list: YamlNode, applied: readonly Applied[], scopes: readonly Scope[]): void {
    const schemas = applied.flatMap(({ schema, condition }) =>
      schema.items && !condition ? [schema.items] : [],
    );
    if (schemas.length === 0) return;
    for (const [index, item] of items(list).entries()) {
      this.#path.push(index);
      this.visit(item, schemas, scopes);
      this.#path.pop();
    }
  }

  #reportEmpty(entry: Entry, { applied, dedented }: Surroundings, isWrong: boolean): void {
    const below = dedented.get(entry) ?? [];
    if (isWrong || below.length > 0) this.#report(emptyProblem(entry, below, applied, this.#text));
  }

  #report(problem: Problem | undefined): void {
    if (problem) this.problems.push(problem);
  }

  #annotate(node: YamlNode, applied: readonly Applied[], scopes: readonly Scope[]): void {
    let pointer: string | undefined;
    for (const [index, { schema, condition }] of applied.entries()) {
      if (!schema.annotates || condition) continue;
      if (applied.findIndex((earlier) => earlier.schema === schema) < index) continue;
      pointer ??= this.#pointer();
      this.annotations.push({ schema: schema.schema, node, pointer, scopes });
    }
  }

  /** The scopes of what lies inside a node. */
  #scopesIn(applied: readonly Applied[], scopes: readonly Scope[]): readonly Scope[] {
    if (!applied.some(isScoping)) return scopes;
    const kinds = applied.filter(isScoping).flatMap(({ schema }) => schema.schema["x-scope"] ?? []);
    return [{ pointer: this.#pointer(), kinds }, ...scopes];
  }

  #pointer(): string {
    return this.#path.map((part) => `/${pointerPart(part)}`).join("");
  }
}

function isNever({ schema }: Applied): boolean {
  return schema.never;
}

function isDeprecated({ schema, condition }: Applied): boolean {
  return schema.schema.deprecated === true && !condition;
}

function hasFormat({ schema }: Applied): boolean {
  return schema.schema.format !== undefined;
}

function isScoping({ schema, condition }: Applied): boolean {
  return schema.schema["x-scope"] !== undefined && !condition;
}

/** Aliases and merge keys lead to the same place more than once. */
function inTextOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ rule, range, message }) => {
      // Several keys can be missing in one place.
      const key = `${rule} ${range.start} ${range.end} ${rule === "missing-key" ? message : ""}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.range.start - other.range.start);
}
