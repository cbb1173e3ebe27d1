import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Remembers answers by key: the most recently used ones in memory, and all of them on disk if a folder is given. */
export interface Memo<T> {
  get(key: string): Promise<T | undefined>;
  /** `lasting: false` keeps the answer in memory only. */
  set(key: string, value: T, lasting: boolean): void;
  /** Resolves when everything that should be on disk is there. */
  flush(): Promise<void>;
}

export interface MemoOptions {
  /** Answers kept in memory. */
  readonly entries: number;
  /** Folder that may be created, filled and emptied. */
  readonly folder?: string;
}

/** The disk is best effort: an unreadable or unwritable folder means a slower start, nothing else. */
export function createMemo<T>({ entries, folder }: MemoOptions): Memo<T> {
  const recent = new Map<string, T>();
  let ready: Promise<void> | undefined;
  const writing = new Set<Promise<void>>();

  function remember(key: string, value: T): void {
    recent.delete(key);
    recent.set(key, value);
    const oldest = recent.size > entries ? recent.keys().next().value : undefined;
    if (oldest !== undefined) recent.delete(oldest);
  }

  return {
    async get(key) {
      const known = recent.get(key);
      const value = known ?? (folder === undefined ? undefined : await read<T>(fileOf(folder, key)));
      if (value !== undefined) remember(key, value);
      return value;
    },
    set(key, value, lasting) {
      remember(key, value);
      if (folder === undefined || !lasting) return;
      ready ??= prepare(folder);
      const written = ready.then(() => write(fileOf(folder, key), value));
      writing.add(written);
      void written.finally(() => writing.delete(written));
    },
    async flush() {
      await Promise.all(writing);
    },
  };
}

/** Above this many the folder is emptied: most texts in it are of long ago, and counting is cheap. */
const mostFiles = 20_000;

async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const files = await readdir(folder);
    if (files.length <= mostFiles) return;
    for (const file of files) if (file.endsWith(".json")) await rm(join(folder, file), { force: true });
  } catch {
    // No cache then.
  }
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 40)}.json`);
}

async function read<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Written aside and renamed, so that another process never reads half a file. */
async function write(file: string, value: unknown): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await writeFile(aside, JSON.stringify(value));
    await rename(aside, file);
  } catch {
    await rm(aside, { force: true }).catch(() => undefined);
  }
}
