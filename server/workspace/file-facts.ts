import { deriveFacts, noFacts, type FactsOptions, type FileFacts } from "../manifest/facts.ts";
import { declaresKind } from "../manifest/kind.ts";
import { deriveSourceFacts, sourceSizeLimit } from "../manifest/source-file.ts";
import type { Schemas } from "../schema/schemas.ts";
import { factsKey, type FactsCache } from "./facts-cache.ts";
import type { FileSystem } from "./file-system.ts";
import { isYaml, sourceLanguageOf } from "./paths.ts";

/** Larger files are not read; the parser refuses texts of that size as well. */
const sizeLimit = 2_000_000;

export interface FileFactsOptions {
  readonly schemas: Schemas;
  /** Tells these schemas from others that the cache may hold facts of. */
  readonly schemasKey: string;
  readonly cache?: FactsCache;
}

/** Facts of a file on disk, from the cache when its content is known. Undefined when there is no such file. */
export async function readFileFacts(
  path: string,
  fs: FileSystem,
  options: FileFactsOptions,
): Promise<FileFacts | undefined> {
  if (!isYaml(path) && sourceLanguageOf(path) === undefined) return noFacts;
  const content = await fs.read(path, isYaml(path) ? sizeLimit : sourceSizeLimit);
  if (!content) return isYaml(path) && (await fs.typeOf(path)) === "file" ? unreadable : undefined;
  if (content.complete) return cachedFacts(path, content.text, options);
  return isYaml(path) ? oversized(content.text, options.schemas) : noFacts;
}

/** Facts of a text; the path says what language it is in, and nothing else. */
export function factsOfText(path: string, text: string, options: FactsOptions): FileFacts {
  if (isYaml(path)) return deriveFacts(text, options);
  const language = sourceLanguageOf(path);
  return language ? deriveSourceFacts(text, language) : noFacts;
}

/** A file's text; undefined when it can't be read or is too large. */
export async function readText(path: string, fs: FileSystem): Promise<string | undefined> {
  const content = await fs.read(path, sizeLimit);
  return content?.complete ? content.text : undefined;
}

function cachedFacts(
  path: string,
  text: string,
  { schemas, schemasKey, cache }: FileFactsOptions,
): FileFacts {
  if (!cache) return factsOfText(path, text, { schemas });
  const key = factsKey(`${sourceLanguageOf(path) ?? ""}\n${text}`, schemasKey);
  const known = cache.get(key);
  if (known) return known;
  const facts = factsOfText(path, text, { schemas });
  cache.set(key, facts);
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

const unreadable: FileFacts = {
  manifests: [],
  problems: [
    {
      rule: "unreadable-file",
      severity: "warning",
      message:
        "This file can't be read, so what it defines is not known; give yourself the right to read it, or exclude it.",
      range: { start: 0, end: 0 },
    },
  ],
  broken: true,
  reliable: false,
};
