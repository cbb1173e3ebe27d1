import { createHash } from "node:crypto";
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
  #stored: ReadonlyMap<string, Buffer>;
  readonly #used = new Map<string, Buffer | FileFacts>();
  #saved = false;

  /** @param path absolute path of the file */
  static async open(path: string, options: FactsStoreOptions): Promise<FactsStore> {
    const { edition, fewestFiles = 100, largestSize = 64 * 2 ** 20 } = options;
    const bytes = await readSmall(path, largestSize);
    const stored = bytes ? linesOf(bytes, edition) : new Map<string, Buffer>();
    return new FactsStore(path, { edition, fewestFiles, largestSize }, stored);
  }

  private constructor(
    path: string,
    { edition, fewestFiles, largestSize }: Required<FactsStoreOptions>,
    stored: ReadonlyMap<string, Buffer>,
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
    return decodeFacts(line.toString());
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
    const changed = used.length !== known || used.some(([, facts]) => !Buffer.isBuffer(facts));
    if (!changed || used.length < this.#fewestFiles) return;
    const body = await encoded(used, this.#largestSize);
    await writeAside(this.#path, Buffer.concat([headerOf(body, this.#edition), body]));
  }
}

function holdsSecret({ manifests }: FileFacts): boolean {
  return manifests.some(({ secrets = [] }) => secrets.length > 0);
}

async function encoded(
  used: readonly (readonly [key: string, facts: Buffer | FileFacts])[],
  largestSize: number,
): Promise<Buffer> {
  const lines: Buffer[] = [];
  let size = headerSize;
  for (const [index, [key, facts]] of used.entries()) {
    if (index % filesAtOnce === 0) await turn();
    const line = Buffer.isBuffer(facts) ? facts : encodeFacts(facts);
    if (line === undefined) continue;
    const both = Buffer.concat([Buffer.from(`${key}\n`), Buffer.from(line), Buffer.from("\n")]);
    if (size + both.length > largestSize) continue;
    size += both.length;
    lines.push(both);
  }
  return Buffer.concat(lines);
}

const filesAtOnce = 16;

const headerSize = 64;

/** The digest makes a file that was cut off or damaged a foreign one. */
function headerOf(body: Buffer, edition: string): Buffer {
  const digest = createHash("sha256").update(edition).update("\n").update(body).digest("base64url");
  return Buffer.from(`${`facts ${digest}`.padEnd(headerSize - 1)}\n`);
}

/** Lines by the key above them; none of a file that this edition has not written. */
function linesOf(bytes: Buffer, edition: string): ReadonlyMap<string, Buffer> {
  const stored = new Map<string, Buffer>();
  const body = bytes.subarray(headerSize);
  if (!bytes.subarray(0, headerSize).equals(headerOf(body, edition))) return stored;
  for (let start = 0; start < body.length;) {
    const middle = body.indexOf("\n", start);
    const end = body.indexOf("\n", middle + 1);
    stored.set(body.toString("latin1", start, middle), body.subarray(middle + 1, end));
    start = end + 1;
  }
  return stored;
}

/** Opening a pipe or a device could wait for ever, and a link leads to somebody else's file. */
async function readSmall(path: string, largestSize: number): Promise<Buffer | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isFile() || stats.size > largestSize) return undefined;
  return readFile(path).catch(() => undefined);
}

/** Written aside and renamed, so that another process never reads half a file. The folder ignores itself in git. */
async function writeAside(path: string, bytes: Buffer): Promise<void> {
  const folder = dirname(path);
  const aside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    // A repository that brings a link along must not have files outside of it written.
    if (!(await lstat(folder)).isDirectory()) return;
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
    await writeFile(aside, bytes, { mode: 0o600, flag: "wx" });
    await rename(aside, path);
  } catch {
    await rm(aside, { force: true }).catch(() => undefined);
  }
}
