import { hasPlaceholder } from "../template/placeholder.ts";
import { fillIn, type Values } from "../template/variables.ts";
import type { Manifest } from "./model.ts";

/**
 * Puts values into the texts of manifests, all places staying those of the file. A manifest that stands inside
 * another one is the same object in both places before and after, and what holds no variable is not copied.
 */
export class FilledIn {
  readonly #values: Values;
  readonly #done = new Map<object, unknown>();

  constructor(values: Values) {
    this.#values = values;
  }

  manifests(manifests: readonly Manifest[]): readonly Manifest[] {
    return this.#values.size === 0 ? manifests : (this.#fill(manifests) as readonly Manifest[]);
  }

  #fill(value: unknown): unknown {
    if (typeof value === "string") return fillIn(value, this.#values);
    if (typeof value !== "object" || value === null) return value;
    if (!this.#done.has(value)) this.#done.set(value, this.#fillParts(value));
    return this.#done.get(value);
  }

  #fillParts(value: object): unknown {
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#fill(item));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const parts = Object.entries(value);
    const filled = parts.map(([key, part]): [string, unknown] => [
      key,
      key === "source" ? part : this.#fill(part),
    ]);
    if (filled.every(([, part], index) => part === parts[index]?.[1])) return value;
    return settled(Object.fromEntries(filled) as Part, value);
  }
}

/** A part of a manifest in which a text has changed. */
interface Part {
  readonly name?: unknown;
  readonly open?: boolean;
  readonly value?: unknown;
  readonly source?: string;
}

function settled(part: Part, before: Part): Part {
  // The name of a symbol that is all filled in is known.
  if (part.open && typeof part.name === "string" && !hasPlaceholder(part.name))
    return { ...part, open: false };
  // Places in the filled-in SQL are not those of the file any more.
  if (part.source !== undefined && part.value !== before.value) return { ...part, source: "" };
  return part;
}
