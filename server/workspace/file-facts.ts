import { deriveFacts, noFacts, type FileFacts } from "../manifest/facts.ts";
import { declaresKind } from "../manifest/kind.ts";
import type { Schemas } from "../schema/schemas.ts";
import { contentHash, type FactsCache } from "./facts-cache.ts";
import type { FileSystem } from "./file-system.ts";

/** Larger files are not read; the parser refuses texts of that size as well. */
const sizeLimit = 2_000_000;

export interface FileFactsOptions {
  readonly schemas: Schemas;
  readonly cache?: FactsCache;
}

/** Facts of a file on disk, from the cache when its content is known. Undefined when it can't be read. */
export async function readFileFacts(
  path: string,
  fs: FileSystem,
  options: FileFactsOptions,
): Promise<FileFacts | undefined> {
  const content = await fs.read(path, sizeLimit);
  if (!content) return undefined;
  return content.complete ? factsOf(content.text, options) : oversized(content.text, options.schemas);
}

/** A file's text; undefined when it can't be read or is too large. */
export async function readText(path: string, fs: FileSystem): Promise<string | undefined> {
  const content = await fs.read(path, sizeLimit);
  return content?.complete ? content.text : undefined;
}

function factsOf(text: string, { schemas, cache }: FileFactsOptions): FileFacts {
  if (!cache) return deriveFacts(text, { schemas });
  const hash = contentHash(text);
  const known = cache.get(hash);
  if (known) return known;
  const facts = deriveFacts(text, { schemas });
  cache.set(hash, facts);
  return facts;
}

function oversized(beginning: string, schemas: Schemas): FileFacts {
  if (!declaresKind(beginning.slice(0, 10_000), schemas)) return noFacts;
  const message = `This file is larger than ${sizeLimit / 1_000_000} MB and is not checked; split it.`;
  return {
    manifests: [],
    problems: [{ rule: "oversized-file", severity: "warning", message, range: { start: 0, end: 0 } }],
    broken: true,
    reliable: false,
  };
}
