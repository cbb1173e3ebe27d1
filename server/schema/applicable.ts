import { entries, entry, isMap, isSequence, items, type YamlNode } from "../yaml/tree.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import { isEvaluated, isOpenKey, schemasOfKey } from "./key.ts";
import type { SchemaSet } from "./schema-set.ts";
import { Union } from "./union.ts";
import { isOpen, typeOf, valueFault } from "./value.ts";
import type { Work } from "./work.ts";

/** Whether a node satisfies a schema; `open` when a placeholder or a value still to be written decides. */
export type Verdict = "yes" | "no" | "open";

/** All schemas that apply to a node through a set of them; worked out once for all nodes of the same state. */
export function unionOf(node: YamlNode | undefined, set: SchemaSet, work: Work): Union {
  const state = set.stateOf(node);
  const known = state === undefined ? undefined : set.recall(state);
  if (known) {
    work.steps--;
    return known;
  }
  const union = new Union(applicable(node, set.schemas, work));
  // What ran out of steps is not all that applies.
  if (state !== undefined && work.steps > 0) set.remember(state, union);
  return union;
}

/**
 * The schemas that apply to a node: the given ones and what they bring in through `$ref`, `allOf` and those branches
 * whose `if` holds. Each stands before what it brought in. An `if` that can't be decided brings in nothing.
 */
export function applicable(
  node: YamlNode | undefined,
  schemas: readonly CompiledSchema[],
  work: Work,
): readonly Applied[] {
  work.steps -= schemas.length;
  const [first] = schemas;
  if (first && schemas.length === 1 && !first.conditional) return first.applied;
  return new Collection(node, schemas, work).applied;
}

class Collection {
  readonly applied: Applied[] = [];
  readonly #node: YamlNode | undefined;
  readonly #work: Work;
  /** Schemas that apply in any case, at this point: the given ones and the branches taken on the way. */
  readonly #certain: CompiledSchema[];
  readonly #given: number;
  readonly #keys = new Map<string, boolean>();
  #undecided = 0;

  constructor(node: YamlNode | undefined, schemas: readonly CompiledSchema[], work: Work) {
    this.#node = node;
    this.#work = work;
    this.#certain = [...schemas];
    this.#given = schemas.length;
    for (const schema of schemas) this.#add(schema, false);
  }

  #add(schema: CompiledSchema, branch: boolean): void {
    if (this.#work.steps-- <= 0) {
      this.#undecided++;
      return;
    }
    const index = this.applied.length;
    const undecided = this.#undecided;
    this.applied.push({ schema, end: index + 1, branch });
    for (const also of schema.also) this.#add(also, branch);
    if (schema.if) this.#addBranch(schema, schema.if);
    const open = this.#undecided > undecided;
    if (open || this.applied.length > index + 1) {
      this.applied[index] = { schema, end: this.applied.length, branch, open };
    }
  }

  #addBranch(schema: CompiledSchema, condition: CompiledSchema): void {
    const verdict = condition.discriminators.some((key) => this.#isUndecided(key, condition))
      ? "open"
      : satisfies(this.#node, condition, this.#work);
    if (verdict === "open") {
      this.#undecided++;
      return;
    }
    if (verdict === "yes") this.#addCondition(condition);
    const branch = verdict === "yes" ? schema.then : schema.else;
    if (!branch) return;
    this.#certain.push(branch);
    this.#add(branch, true);
    this.#certain.pop();
  }

  /** What a condition tests counts as evaluated. */
  #addCondition(condition: CompiledSchema): void {
    const offset = this.applied.length;
    for (const { schema, end } of applicable(this.#node, [condition], this.#work)) {
      this.applied.push({ schema, end: end + offset, condition: true });
    }
  }

  /**
   * The key that tells branches apart is itself wrong, or missing where it must be. That is said of the key, and
   * nothing about what stands beside it.
   */
  #isUndecided(key: string, condition: CompiledSchema): boolean {
    if (!isMap(this.#node)) return false;
    const outsideBranches = this.#certain.length === this.#given;
    const known = outsideBranches ? this.#keys.get(key) : undefined;
    if (known !== undefined) return known;
    const found = entry(this.#node, key);
    if (!found) return condition.schema.required?.includes(key) === true && this.#isRequired(key);
    const wrong = this.#isWrong(key, found.value);
    if (outsideBranches) this.#keys.set(key, wrong);
    return wrong;
  }

  #isRequired(key: string): boolean {
    return this.#certain.some(({ applied }) =>
      applied.some(({ schema }) => schema.schema.required?.includes(key)),
    );
  }

  #isWrong(key: string, value: YamlNode | undefined): boolean {
    return this.#certain.some(({ applied }) =>
      applied.some(({ schema }) => {
        const property = schema.properties?.get(key);
        return property !== undefined && satisfies(value, property, this.#work) !== "yes";
      }),
    );
  }
}

/** Judges a node in silence, for the conditions of `if`. */
export function satisfies(node: YamlNode | undefined, schema: CompiledSchema, work: Work): Verdict {
  if (schema.never) return "no";
  if (work.steps-- <= 0) return "open";
  const type = typeOf(node);
  if (valueFault(node, type, schema)) return type === "null" || isOpen(node) ? "open" : "no";
  let verdict: Verdict = "yes";
  if (isMap(node)) verdict = mapSatisfies(node, schema, work);
  if (isSequence(node) && schema.items) {
    for (const item of items(node)) {
      if (verdict === "no") return "no";
      verdict = both(verdict, satisfies(item, schema.items, work));
    }
  }
  for (const also of schema.also) {
    if (verdict === "no") return "no";
    verdict = both(verdict, satisfies(node, also, work));
  }
  return verdict === "no" || !schema.if
    ? verdict
    : both(verdict, branchSatisfied(node, schema, schema.if, work));
}

function branchSatisfied(
  node: YamlNode | undefined,
  schema: CompiledSchema,
  condition: CompiledSchema,
  work: Work,
): Verdict {
  const verdict = satisfies(node, condition, work);
  if (verdict === "open") return "open";
  const branch = verdict === "yes" ? schema.then : schema.else;
  return branch ? satisfies(node, branch, work) : "yes";
}

function mapSatisfies(map: YamlNode, schema: CompiledSchema, work: Work): Verdict {
  let verdict: Verdict = "yes";
  for (const name of schema.schema.required ?? []) {
    if (entry(map, name)) continue;
    if (!entries(map).some(isOpenKey)) return "no";
    verdict = "open";
  }
  verdict = both(verdict, valuesSatisfy(map, schema, work));
  if (verdict === "no") return "no";
  return schema.schema.unevaluatedProperties === false
    ? both(verdict, allEvaluated(map, schema, work))
    : verdict;
}

function valuesSatisfy(map: YamlNode, schema: CompiledSchema, work: Work): Verdict {
  let verdict: Verdict = "yes";
  if (!schema.additional && schema.patternProperties.length === 0) {
    // Most conditions test one key, whatever the map holds.
    for (const [name, property] of schema.properties ?? []) {
      const found = entry(map, name);
      if (found) verdict = both(verdict, satisfies(found.value, property, work));
      if (verdict === "no") return "no";
    }
    return verdict;
  }
  for (const { name, value } of entries(map)) {
    for (const property of schemasOfKey(schema, name)) {
      verdict = both(verdict, satisfies(value, property, work));
      if (verdict === "no") return "no";
    }
  }
  return verdict;
}

function allEvaluated(map: YamlNode, schema: CompiledSchema, work: Work): Verdict {
  const applied = applicable(map, [schema], work);
  if (entries(map).every(({ name }) => isEvaluated(name, applied, 0))) return "yes";
  return applied[0]?.open ? "open" : "no";
}

function both(one: Verdict, other: Verdict): Verdict {
  if (one === "no" || other === "no") return "no";
  return one === "open" || other === "open" ? "open" : "yes";
}
