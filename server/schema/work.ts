import { entries, type Entry, type YamlNode } from "../yaml/tree.ts";

/** What one walk has left to spend, and what it has read of the tree already. */
export class Work {
  /** Steps left before nothing more is judged: what hostile files and schemas can cost. */
  steps: number;
  readonly #entries = new Map<YamlNode, readonly Entry[]>();

  constructor(steps: number) {
    this.steps = steps;
  }

  /** The entries of a map; the schemas that apply to it ask for them again and again. */
  entries(map: YamlNode): readonly Entry[] {
    const known = this.#entries.get(map);
    if (known) return known;
    const found = entries(map);
    this.#entries.set(map, found);
    return found;
  }

  entry(map: YamlNode, name: string): Entry | undefined {
    for (const entry of this.entries(map)) if (entry.name === name) return entry;
    return undefined;
  }
}
