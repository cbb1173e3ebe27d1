import { entries, entry, isMap, isSequence, items, type YamlNode } from "../yaml/tree.ts";
import type { Applied, CompiledSchema } from "./compile.ts";
import { isEvaluated, isOpenKey, schemasOfKey } from "./key.ts";
import { isOpen, typeOf, valueFault } from "./value.ts";

/** Whether a node satisfies a schema; `open` when a placeholder or a value still to be written decides. */
export type Verdict = "yes" | "no" | "open";

/** Steps left before everything counts as `open`: what hostile files and schemas can cost. */
export interface Budget {
  steps: number;
}

/**
 * The schemas that apply to a node: the given ones and what they bring in through `$ref`, `allOf` and those branches
 * whose `if` holds. Each stands before what it brought in. An `if` that can't be decided brings in nothing.
 */
export function applicable(
  node: YamlNode | undefined,
  schemas: readonly CompiledSchema[],
  budget: Budget,
): readonly Applied[] {
  budget.steps -= schemas.length;
  const [first] = schemas;
  if (first && schemas.length === 1 && !first.conditional) return first.applied;
  return new Collection(node, schemas, budget).applied;
}

class Collection {
  readonly applied: Applied[] = [];
  readonly #node: YamlNode | undefined;
  readonly #budget: Budget;
  /** Schemas that apply in any case, at this point: the given ones and the branches taken on the way. */
  readonly #certain: CompiledSchema[];
  readonly #given: number;
  readonly #keys = new Map<string, boolean>();
  #undecided = 0;

  constructor(node: YamlNode | undefined, schemas: readonly CompiledSchema[], budget: Budget) {
    this.#node = node;
    this.#budget = budget;
    this.#certain = [...schemas];
    this.#given = schemas.length;
    for (const schema of schemas) this.#add(schema, false);
  }

  #add(schema: CompiledSchema, branch: boolean): void {
    if (this.#budget.steps-- <= 0) {
      this.#undecided++;
      return;
    }
    const index = this.applied.length;
    const undecided = this.#undecided;
    this.applied.push({ schema, end: index + 1 });
    for (const also of schema.also) this.#add(also, branch);
    if (schema.if) this.#addBranch(schema, schema.if);
    const open = this.#undecided > undecided;
    this.applied[index] = {
      schema,
      end: this.applied.length,
      ...(branch && { branch }),
      ...(open && { open }),
    };
  }

  #addBranch(schema: CompiledSchema, condition: CompiledSchema): void {
    const verdict = condition.discriminators.some((key) => this.#isUndecided(key, condition))
      ? "open"
      : satisfies(this.#node, condition, this.#budget);
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
    const inside = applicable(this.#node, [condition], this.#budget);
    const offset = this.applied.length;
    for (const { schema, end } of inside) this.applied.push({ schema, end: end + offset, condition: true });
  }

  /**
   * The key that tells branches apart is itself wrong, or missing where it must be. That is said of the key, and
   * nothing about what stands beside it.
   */
  #isUndecided(key: string, condition: CompiledSchema): boolean {
    if (!isMap(this.#node)) return false;
    const found = entry(this.#node, key);
    if (!found) {
      if (!condition.schema.required?.includes(key)) return false;
      return this.#certain.some(({ applied }) =>
        applied.some(({ schema }) => schema.schema.required?.includes(key)),
      );
    }
    const outsideBranches = this.#certain.length === this.#given;
    const known = outsideBranches ? this.#keys.get(key) : undefined;
    if (known !== undefined) return known;
    const wrong = this.#certain.some(({ applied }) =>
      applied.some(({ schema }) => {
        const property = schema.properties?.get(key);
        return property !== undefined && satisfies(found.value, property, this.#budget) !== "yes";
      }),
    );
    if (outsideBranches) this.#keys.set(key, wrong);
    return wrong;
  }
}

/** Judges a node in silence, for the conditions of `if`. */
export function satisfies(node: YamlNode | undefined, schema: CompiledSchema, budget: Budget): Verdict {
  if (schema.never) return "no";
  if (budget.steps-- <= 0) return "open";
  const type = typeOf(node);
  if (valueFault(node, type, schema)) return type === "null" || isOpen(node) ? "open" : "no";
  let verdict: Verdict = "yes";
  for (const part of partsOf(node, schema, budget)) {
    if (part === "no") return "no";
    if (part === "open") verdict = "open";
  }
  return verdict;
}

/** Verdicts on all that a schema says of a node beyond the value itself; they are sought only as far as they are read. */
function* partsOf(node: YamlNode | undefined, schema: CompiledSchema, budget: Budget): Generator<Verdict> {
  if (isMap(node)) yield* partsOfMap(node, schema, budget);
  if (isSequence(node) && schema.items) {
    for (const item of items(node)) yield satisfies(item, schema.items, budget);
  }
  for (const also of schema.also) yield satisfies(node, also, budget);
  if (!schema.if) return;
  const condition = satisfies(node, schema.if, budget);
  if (condition === "open") yield "open";
  const branch = condition === "yes" ? schema.then : schema.else;
  if (branch && condition !== "open") yield satisfies(node, branch, budget);
}

function* partsOfMap(map: YamlNode, schema: CompiledSchema, budget: Budget): Generator<Verdict> {
  for (const name of schema.schema.required ?? []) {
    if (!entry(map, name)) yield entries(map).some(isOpenKey) ? "open" : "no";
  }
  if (!schema.additional && schema.patternProperties.length === 0) {
    for (const [name, property] of schema.properties ?? []) {
      const found = entry(map, name);
      if (found) yield satisfies(found.value, property, budget);
    }
  } else {
    for (const { name, value } of entries(map)) {
      for (const property of schemasOfKey(schema, name)) yield satisfies(value, property, budget);
    }
  }
  if (schema.schema.unevaluatedProperties !== false) return;
  const applied = applicable(map, [schema], budget);
  for (const { name } of entries(map)) {
    if (!isEvaluated(name, applied, 0)) yield applied[0]?.open ? "open" : "no";
  }
}
