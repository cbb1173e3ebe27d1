import type { YamlNode } from "../yaml/tree.ts";
import type { CompiledSchema } from "./compile.ts";
import { conditionsOf, stateOf, type Conditions } from "./conditions.ts";
import type { Union } from "./union.ts";

/** More than the branches of any schema; a schema that tells apart by free text may meet any number of texts. */
const maxStates = 200;

/** The state of every node where there are no conditions. */
const anyState = "";

/** Schemas that one node must satisfy. One object stands for one list, and keeps what follows from it. */
export class SchemaSet {
  readonly schemas: readonly CompiledSchema[];
  readonly #conditional: boolean;
  readonly #conditions: Conditions | undefined;
  readonly #unions = new Map<string, Union>();
  #always: Union | undefined;
  readonly #larger = new WeakMap<CompiledSchema, SchemaSet>();

  constructor(schemas: readonly CompiledSchema[]) {
    this.schemas = schemas;
    this.#conditional = schemas.some(({ conditional }) => conditional);
    this.#conditions = conditionsOf(schemas);
  }

  /** The same applies to all nodes of one state; undefined for a node whose state can't be told. */
  stateOf(node: YamlNode | undefined): string | undefined {
    if (!this.#conditional) return anyState;
    return this.#conditions && stateOf(node, this.#conditions);
  }

  /** What applies to the nodes of a state, if that was remembered. */
  recall(state: string): Union | undefined {
    return state === anyState ? this.#always : this.#unions.get(state);
  }

  remember(state: string, union: Union): void {
    if (state === anyState) this.#always = union;
    if (this.#unions.size >= maxStates) this.#unions.clear();
    this.#unions.set(state, union);
  }

  /** The set of these schemas and one more. */
  and(schema: CompiledSchema): SchemaSet {
    const known = this.#larger.get(schema);
    if (known) return known;
    const larger = new SchemaSet([...this.schemas, schema]);
    this.#larger.set(schema, larger);
    return larger;
  }
}

/** The set of some schemas, in their order; undefined when there are none. */
export function setOf([first, ...others]: readonly CompiledSchema[]): SchemaSet | undefined {
  return first && others.reduce((set, schema) => set.and(schema), setOfOne(first));
}

const setsOfOne = new WeakMap<CompiledSchema, SchemaSet>();

function setOfOne(schema: CompiledSchema): SchemaSet {
  const known = setsOfOne.get(schema);
  if (known) return known;
  const set = new SchemaSet([schema]);
  setsOfOne.set(schema, set);
  return set;
}
