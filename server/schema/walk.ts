import type { Problem } from "../text/problem.ts";
import { entries, isMap, isSequence, items, rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import { applicable, type Budget } from "./applicable.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import { deprecationProblem } from "./deprecation.ts";
import type { SchemaObject } from "./dialect.ts";
import { verdictOn } from "./key.ts";
import { emptyProblem, keyProblems, notAllowedProblem } from "./key-problems.ts";
import { pointerPart } from "./keywords.ts";
import type { Schemas } from "./schemas.ts";
import { formatProblems, valueProblem, worstFault } from "./value-problems.ts";
import { isOpen, typeOf } from "./value.ts";

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

/** Far above what any manifest takes; a hostile one is judged so far and no further. */
const maxSteps = 2_000_000;

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
  const walker = new Walker(text);
  walker.visit(root, [schema], [], undefined);
  return { problems: inTextOrder(walker.problems), annotations: walker.annotations };
}

/** An entry whose value is visited, and what must be known of its surroundings. */
interface Holder {
  readonly entry: Entry;
  readonly siblings: readonly Entry[];
  /** Schemas that apply to the map. */
  readonly applied: readonly Applied[];
}

class Walker {
  readonly problems: Problem[] = [];
  readonly annotations: Annotation[] = [];
  readonly #text: string | undefined;
  readonly #budget: Budget = { steps: maxSteps };
  readonly #path: (string | number)[] = [];

  constructor(text: string | undefined) {
    this.#text = text;
  }

  /** @param holder the entry that the node is the value of; undefined for items and the root */
  visit(
    node: YamlNode | undefined,
    schemas: readonly CompiledSchema[],
    scopes: readonly Scope[],
    holder: Holder | undefined,
  ): void {
    const applied = applicable(node, schemas, this.#budget);
    if (this.#budget.steps <= 0) return;
    const refused = applied.find(({ schema }) => schema.never);
    if (refused) {
      this.problems.push(notAllowedProblem(node, holder?.entry, this.#path));
      return;
    }
    const deprecation = deprecationProblem(applied, { node, holder, path: this.#path });
    if (deprecation) this.problems.push(deprecation);
    const type = typeOf(node);
    const fault = worstFault(node, type, applied);
    if (!node || type === "null") {
      const empty = fault && holder && emptyProblem(holder.entry, holder.applied);
      if (empty) this.problems.push(empty);
      return;
    }
    this.#annotate(node, applied, scopes);
    if (fault && !isOpen(node)) {
      this.problems.push(valueProblem(fault, node, type, this.#path));
      if (fault.fault === "type") return;
    }
    if (isMap(node)) this.#visitMap(node, applied, this.#scopesIn(applied, scopes), holder);
    else if (isSequence(node)) this.#visitItems(node, applied, this.#scopesIn(applied, scopes));
    else if (!fault) this.problems.push(...formatProblems(node, applied));
  }

  #visitMap(
    map: YamlNode,
    applied: readonly Applied[],
    scopes: readonly Scope[],
    holder: Holder | undefined,
  ): void {
    const siblings = entries(map);
    const verdicts = siblings.map((entry) => verdictOn(entry, applied));
    const holderRange = holder?.entry.keyRange ?? siblings[0]?.keyRange ?? rangeOf(map);
    this.problems.push(
      ...keyProblems(verdicts, applied, { map, holderRange, path: this.#path, text: this.#text }),
    );
    for (const { entry, schemas, misplacedBy } of verdicts) {
      if (misplacedBy || schemas.length === 0) continue;
      this.#path.push(entry.name);
      this.visit(entry.value, schemas, scopes, { entry, siblings, applied });
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
      this.visit(item, schemas, scopes, undefined);
      this.#path.pop();
    }
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
    const kinds = applied.flatMap(({ schema, condition }) =>
      condition ? [] : (schema.schema["x-scope"] ?? []),
    );
    return kinds.length === 0 ? scopes : [{ pointer: this.#pointer(), kinds }, ...scopes];
  }

  #pointer(): string {
    return this.#path.map((part) => `/${pointerPart(part)}`).join("");
  }
}

/** Aliases and merge keys lead to the same place more than once. */
function inTextOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ rule, range }) => {
      const key = `${rule} ${range.start} ${range.end}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.range.start - other.range.start);
}
