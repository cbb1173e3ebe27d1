import type { Problem } from "../text/problem.ts";
import {
  entries,
  entry as entryOf,
  isMap,
  isSequence,
  items,
  rangeOf,
  type Entry,
  type YamlNode,
} from "../yaml/tree.ts";
import { isUnresolved } from "../yaml/aliases.ts";
import { unionOf } from "./applicable.ts";
import type { Applied } from "./compile.ts";
import { dedentedKeys, emptyProblem } from "./dedented.ts";
import { deprecationProblem } from "./deprecation.ts";
import type { SchemaObject } from "./dialect.ts";
import { keyProblems, mayHaveKeyProblems, notAllowedProblem } from "./key-problems.ts";
import { pointerPart } from "./keywords.ts";
import { whereItBelongs } from "./misplaced.ts";
import { setOf, type SchemaSet } from "./schema-set.ts";
import type { Schemas } from "./schemas.ts";
import type { Union, UnionVerdict } from "./union.ts";
import { formatProblems, valueProblem, worstFault } from "./value-problems.ts";
import { isOpen, typeOf } from "./value.ts";
import type { Path } from "./wording.ts";
import type { Work } from "./work.ts";

/** What a schema says of a node: where it says that the node defines, refers, is SQL, a path, a secret or has a format. */
export interface Annotation {
  readonly schema: SchemaObject;
  readonly node: YamlNode;
  /** Keys and indexes that lead to the node. */
  readonly path: Path;
  /** The map that the node is a value in; undefined for items and the root. */
  readonly map: YamlNode | undefined;
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
  const set = schema && setOf([schema]);
  if (!set) return { problems: [], annotations: [] };
  const { start, end } = rangeOf(root);
  const walker = new Walker(text, { steps: freeSteps + end - start });
  walker.visit(root, set, []);
  return { problems: inTextOrder(walker.problems), annotations: walker.annotations };
}

/** The map that an entry belongs to. */
interface Surroundings {
  readonly map: YamlNode;
  readonly siblings: readonly Entry[];
  /** Schemas that apply to the map. */
  readonly applied: readonly Applied[];
  readonly dedented: Dedented;
}

/** Empty keys with those that lost their indentation below them. */
type Dedented = ReadonlyMap<Entry, readonly Entry[]>;

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
    set: SchemaSet,
    scopes: readonly Scope[],
    entry?: Entry,
    around?: Surroundings,
  ): void {
    const union = unionOf(node, set, this.#work);
    if (this.#work.steps <= 0) return;
    if (union.never) {
      this.problems.push(notAllowedProblem(node, entry, this.#path));
      return;
    }
    if (union.deprecated)
      this.#report(deprecationProblem(union.deprecated, node, entry, around?.siblings ?? [], this.#path));
    const type = typeOf(node);
    const fault = worstFault(node, type, union.constraining);
    if (!node || type === "null") {
      if (entry && around) this.#reportEmpty(entry, around, fault !== undefined);
      return;
    }
    if (isUnresolved(node)) return;
    if (union.annotating.length > 0) this.#annotate(node, union.annotating, scopes, around?.map);
    if (fault && !isOpen(node)) {
      this.#report(valueProblem(fault, node, type, this.#path));
      if (fault.fault === "type") return;
    }
    if (isMap(node)) this.#visitMap(node, union, this.#scopesIn(union, scopes), entry, around);
    else if (isSequence(node)) this.#visitItems(node, union, this.#scopesIn(union, scopes));
    else if (!fault && union.hasFormat) this.problems.push(...formatProblems(node, union.applied));
  }

  #visitMap(
    map: YamlNode,
    union: Union,
    scopes: readonly Scope[],
    holder: Entry | undefined,
    outside: Surroundings | undefined,
  ): void {
    const siblings = entries(map);
    const verdicts = siblings.map(({ name }) => union.verdictOn(name));
    const dedented = mayHaveKeyProblems(siblings, verdicts, union.needed)
      ? this.#judgeKeys(map, siblings, verdicts, union, holder, outside)
      : nothingDedented;
    const around = { map, siblings, applied: union.applied, dedented };
    for (const [index, entry] of siblings.entries()) {
      const verdict = verdicts[index];
      if (!verdict?.set || verdict.misplacedBy) continue;
      this.#path.push(entry.name);
      this.visit(entry.value, verdict.set, scopes, entry, around);
      this.#path.pop();
    }
  }

  #judgeKeys(
    map: YamlNode,
    siblings: readonly Entry[],
    verdicts: readonly UnionVerdict[],
    { applied }: Union,
    holder: Entry | undefined,
    outside: Surroundings | undefined,
  ): Dedented {
    const judged = verdicts.flatMap((verdict, index) => {
      const entry = siblings[index];
      return entry ? [{ ...verdict, entry }] : [];
    });
    const holderRange = holder?.keyRange ?? siblings[0]?.keyRange ?? rangeOf(map);
    const dedented = dedentedKeys(judged);
    const place = {
      map,
      siblings,
      holderRange,
      path: this.#path,
      text: this.#text,
      dedented,
      whereItBelongs: (name: string) => whereItBelongs(name, { siblings, applied }, outside, holder),
      isUnknownBelow: (name: string) =>
        siblings.some(({ value }, index) => this.#isUnknownIn(value, verdicts[index]?.set, name)),
    };
    for (const problem of keyProblems(judged, applied, place)) this.problems.push(problem);
    return dedented;
  }

  #isUnknownIn(map: YamlNode | undefined, set: SchemaSet | undefined, name: string): boolean {
    if (!set || !isMap(map) || !entryOf(map, name)) return false;
    return unionOf(map, set, this.#work).verdictOn(name).unknownBy.length > 0;
  }

  #visitItems(list: YamlNode, union: Union, scopes: readonly Scope[]): void {
    if (!union.items) return;
    for (const [index, item] of items(list).entries()) {
      this.#path.push(index);
      this.visit(item, union.items, scopes);
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

  #annotate(
    node: YamlNode,
    schemas: readonly SchemaObject[],
    scopes: readonly Scope[],
    map: YamlNode | undefined,
  ): void {
    const path = [...this.#path];
    for (const schema of schemas) this.annotations.push({ schema, node, path, map, scopes });
  }

  /** The scopes of what lies inside a node. */
  #scopesIn({ scope }: Union, scopes: readonly Scope[]): readonly Scope[] {
    return scope ? [{ pointer: this.#pointer(), kinds: scope }, ...scopes] : scopes;
  }

  #pointer(): string {
    return this.#path.map((part) => `/${pointerPart(part)}`).join("");
  }
}

const nothingDedented: Dedented = new Map();

/** Aliases and merge keys lead to the same place more than once. */
function inTextOrder(problems: Problem[]): Problem[] {
  if (problems.length < 2) return problems;
  const seen = new Set<string>();
  return problems
    .filter(({ rule, range, message }) => {
      // Several keys can be missing in one place.
      const key = `${rule} ${range.start} ${range.end} ${rule === "missing-key" ? message : ""}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.range.start - other.range.start);
}
