import { hash } from "node:crypto";
import type { FileFacts } from "../manifest/facts.ts";
import type { Schemas } from "../schema/schemas.ts";

/** Remembers facts by what they were derived from, so that a later start need not derive them again. */
export interface FactsCache {
  get(key: string): FileFacts | undefined;
  set(key: string, facts: FileFacts): void;
}

/** Names the facts of a text: they depend on it and on the schemas. */
export function factsKey(text: string, schemas: string): string {
  return hash("sha256", schemas + text, "base64url");
}

/** Tells sets of schemas apart; empty for those that come with the program, of which there is one. */
export function schemasKey(schemas: Schemas, base: Schemas): string {
  const names = [...new Set([...base.names, ...schemas.names])].sort();
  const own = names.filter((name) => schemas.file(name) !== base.file(name));
  if (own.length === 0) return "";
  return hash("sha256", JSON.stringify(own.map((name) => [name, schemas.file(name)])), "base64url");
}
