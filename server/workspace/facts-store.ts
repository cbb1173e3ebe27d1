import { hash } from "node:crypto";
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { FileFacts } from "../manifest/facts.ts";
import type { FactsCache } from "./facts-cache.ts";
import { decodeFacts, encodeFacts } from "./facts-json.ts";

export interface FactsStoreOptions {
  /** Tells versions of the program apart: facts that another one has derived are not used. */
  readonly edition: string;
  /** Of facts of fewer files nothing is written: deriving them takes no time. Default: 100. */
  readonly fewestFiles?: number;
  /** In bytes; what is beyond is not kept, and a larger file is not read. Default: 64 MB. */
  readonly largestSize?: number;
}

/**
 * Facts that outlive the process, in one file: those that were asked for or derived since it was opened. It is best
 * effort. A file that is damaged, foreign or of another version counts as empty, and one that can't be written stays as
 * it is. Facts hold names, SQL and options of manifests as these are written; of a file in which a secret was
 * found nothing is kept.
 */
export class FactsStore implements FactsCache {
  readonly #path: string;
  readonly #edition: string;
  readonly #fewestFiles: number;
  readonly #largestSize: number;
  /** Encoded facts by key, as they were found; gone once they are saved. */
  #stored: ReadonlyMap<string, string>;
  readonly #used = new Map<string, string | FileFacts>();
  #saved = false;

  /** @param path absolute path of the file */
  static async open(path: string, options: FactsStoreOptions): Promise<FactsStore> {
    const { edition, fewestFiles = 100, largestSize = 64 * 2 ** 20 } = options;
    const text = await readSmall(path, largestSize);
    const stored = text === undefined ? new Map<string, string>() : linesOf(text, edition);
    return new FactsStore(path, { edition, fewestFiles, largestSize }, stored);
  }

  private constructor(
    path: string,
    { edition, fewestFiles, largestSize }: Required<FactsStoreOptions>,
    stored: ReadonlyMap<string, string>,
  ) {
    this.#path = path;
    this.#edition = edition;
    this.#fewestFiles = fewestFiles;
    this.#largestSize = largestSize;
    this.#stored = stored;
  }

  get(key: string): FileFacts | undefined {
    const line = this.#stored.get(key);
    if (line === undefined) return undefined;
    this.#used.set(key, line);
    return decodeFacts(line);
  }

  set(key: string, facts: FileFacts): void {
    // What changes later is derived once more by the next start: nothing is held in memory for it.
    if (!this.#saved && !holdsSecret(facts)) this.#used.set(key, facts);
  }

  /** Writes what was used, if that differs from what the file holds, in small steps that let others run. */
  async save(): Promise<void> {
    if (this.#saved) return;
    this.#saved = true;
    const used = [...this.#used];
    const known = this.#stored.size;
    this.#used.clear();
    this.#stored = new Map();
    const changed = used.length !== known || used.some(([, facts]) => typeof facts !== "string");
    if (!changed || used.length < this.#fewestFiles) return;
    const body = await encoded(used, this.#largestSize);
    await writeAside(this.#path, `${headerOf(body, this.#edition)}\n${body}`);
  }
}

function holdsSecret({ manifests }: FileFacts): boolean {
  return manifests.some(({ secrets = [] }) => secrets.length > 0);
}

async function encoded(
  used: readonly (readonly [key: string, facts: string | FileFacts])[],
  largestSize: number,
): Promise<string> {
  const lines: string[] = [];
  let size = 0;
  for (const [index, [key, facts]] of used.entries()) {
    if (index % filesAtOnce === 0) await turn();
    const line = typeof facts === "string" ? facts : encodeFacts(facts);
    const bytes = line === undefined ? 0 : Buffer.byteLength(line) + overhead;
    if (line === undefined || size + bytes > largestSize) continue;
    size += bytes;
    lines.push(key, line);
  }
  return lines.join("\n");
}

const filesAtOnce = 16;

/** Bytes of a key and two line breaks, and more than a file's share of the header. */
const overhead = 256;

/** The digest makes a file that was cut off or damaged a foreign one. */
function headerOf(body: string, edition: string): string {
  return `data-product-studio facts ${hash("sha256", `${edition}\n${body}`, "base64url")}`;
}

/** Lines by the key above them; none of a file that this edition has not written. */
function linesOf(text: string, edition: string): ReadonlyMap<string, string> {
  const stored = new Map<string, string>();
  const end = text.indexOf("\n");
  if (end < 0 || text.slice(0, end) !== headerOf(text.slice(end + 1), edition)) return stored;
  const lines = text.slice(end + 1).split("\n");
  for (let i = 0; i + 1 < lines.length; i += 2) stored.set(lines[i] ?? "", lines[i + 1] ?? "");
  return stored;
}

/** Opening a pipe or a device could wait for ever, and a link leads to somebody else's file. */
async function readSmall(path: string, largestSize: number): Promise<string | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isFile() || stats.size > largestSize) return undefined;
  return readFile(path, "utf8").catch(() => undefined);
}

/** Written aside and renamed, so that another process never reads half a file. The folder ignores itself in git. */
async function writeAside(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const aside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    // A repository that brings a link along must not have files outside of it written.
    if (!(await lstat(folder)).isDirectory()) return;
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
    await writeFile(aside, text, { mode: 0o600, flag: "wx" });
    await rename(aside, path);
  } catch {
    await rm(aside, { force: true }).catch(() => undefined);
  }
}
