import { nearest } from "../text/nearest.ts";

/**
 * Datasets, by key, that may have been meant by another key: those of the same name elsewhere, else of nearly that name,
 * else of that name and a word that says nothing.
 */
export function findNamesakes(key: string, written: readonly string[]): readonly string[] {
  const own = nameOf(key);
  const alike = (same: (other: string) => boolean) => written.filter((other) => same(nameOf(other)));
  const near = nearest(key, written);
  const candidates = [
    alike((other) => other === own),
    near ? [near] : [],
    alike((other) => nearest(own, [other]) !== undefined),
    alike((other) => stem(other) === stem(own)),
  ];
  return candidates.find((found) => found.length > 0) ?? [];
}

function nameOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** The name without what says nothing: plurals, and words such as "data" at its end. */
function stem(name: string): string {
  return name.replace(/s(?=_|$)/g, "").replace(/_(?:data|dataset|table|final|master|full|v?\d+)$/, "");
}
