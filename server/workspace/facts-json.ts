import type { FileFacts } from "../manifest/facts.ts";

/**
 * Facts as one line of JSON, from which `decodeFacts` makes the same again. Undefined for facts that JSON can't say,
 * such as those of a job whose parameter is infinite.
 *
 * A manifest that stands inside another one, and the SQL of a step, is one object in two places, and others tell
 * objects apart by identity. So each is written once, and the second place is a link to the first.
 */
export function encodeFacts(facts: FileFacts): string | undefined {
  const links: Link[] = [];
  const first = new Map<unknown, Path>();
  for (const [index, manifest] of facts.manifests.entries()) {
    first.set(manifest, ["manifests", index]);
    for (const [at, sql] of manifest.sqls.entries()) first.set(sql, ["manifests", index, "sqls", at]);
  }
  try {
    const tree = written(facts, []);
    return JSON.stringify(links.length === 0 ? { facts: tree } : { facts: tree, links });
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }

  function written(value: unknown, path: Path): unknown {
    if (path.length > deepest) throw new Inexpressible();
    if (typeof value !== "object" || value === null) return primitive(value);
    const earlier = first.get(value);
    if (earlier && !isSame(earlier, path)) {
      links.push([path, earlier]);
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => written(item ?? null, [...path, index]));
    const given = Object.entries(value).filter(([, part]) => part !== undefined);
    // Unlike assignment, this makes an ordinary property of `__proto__` too.
    return Object.fromEntries(given.map(([name, part]) => [name, written(part, [...path, name])]));
  }
}

/** @throws SyntaxError when the line is no JSON */
export function decodeFacts(line: string): FileFacts {
  const { facts, links = [] } = JSON.parse(line) as Encoded;
  for (const [path, earlier] of links) {
    const holder = at(facts, path.slice(0, -1)) as Record<string | number, unknown>;
    holder[path.at(-1) ?? ""] = at(facts, earlier);
  }
  return facts;
}

type Path = readonly (string | number)[];

/** Where something stands, and where it is written. */
type Link = readonly [path: Path, earlier: Path];

interface Encoded {
  readonly facts: FileFacts;
  readonly links?: readonly Link[];
}

class Inexpressible extends Error {}

/** Levels: more than facts of the deepest YAML that is read have. */
const deepest = 1_000;

function primitive(value: unknown): unknown {
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    throw new Inexpressible();
  if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") {
    throw new Inexpressible();
  }
  return value;
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((part, step) => (part as Record<string | number, unknown>)[step], value);
}
