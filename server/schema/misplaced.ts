import { isMap, entry as entryOf, type Entry } from "../yaml/tree.ts";
import type { Applied } from "./compile.ts";
import { hasKey } from "./key.ts";
import { severityOf } from "./wording.ts";
import type { Severity } from "../text/problem.ts";

/** A map as its keys are judged by it. */
export interface Level {
  readonly siblings: readonly Entry[];
  /** Schemas that apply to the map. */
  readonly applied: readonly Applied[];
}

/** Where a key belongs that is not known where it is. */
export interface Belonging {
  /** Beside the key that holds the map, or in the map of another key. */
  readonly place: "beside" | "in";
  readonly key: string;
  /** How bad it is that it is not there; undefined when it need not be. */
  readonly severity?: Severity;
}

/**
 * Where a key would be known and is not yet: one level further out, or in the one map below that has such a key.
 * Wrong indentation is behind it, or the key is new to its author.
 */
export function whereItBelongs(
  name: string,
  here: Level,
  around: Level | undefined,
  holder: Entry | undefined,
): Belonging | undefined {
  if (around && holder && knows(around.applied, name) && !has(around, name)) {
    const severity = severityOfLack(around.applied, name);
    return { place: "beside", key: holder.name, ...(severity && { severity }) };
  }
  const [key, ...others] = holdersOf(name, here);
  return key === undefined || others.length > 0 ? undefined : { place: "in", key };
}

function knows(applied: readonly Applied[], name: string): boolean {
  return applied.some(({ schema }) => schema.properties?.get(name)?.never === false);
}

function has({ siblings }: Level, name: string): boolean {
  return siblings.some((entry) => entry.name === name);
}

function severityOfLack(applied: readonly Applied[], name: string): Severity | undefined {
  const saying = applied.filter(({ condition }) => !condition).map(({ schema }) => schema.schema);
  const requiring = saying.find(({ required }) => required?.includes(name));
  if (requiring) return severityOf(requiring);
  return saying.some((schema) => schema["x-recommended"]?.includes(name)) ? "warning" : undefined;
}

/** Keys of the map whose own maps have such a key: those that are not there yet, or whose map lacks it. */
function holdersOf(name: string, { siblings, applied }: Level): readonly string[] {
  const keys = new Set<string>();
  for (const { schema } of applied) {
    for (const [key, property] of schema.properties ?? []) {
      if (property.never || !hasKey(property, name)) continue;
      const there = siblings.find((entry) => entry.name === key);
      if (!there || (isMap(there.value) && !entryOf(there.value, name))) keys.add(key);
    }
  }
  return [...keys];
}
