import type { FileContent, FileSystem, FolderEntry } from "./file-system.ts";
import { folderOf, nameOf } from "./paths.ts";

/** A file system of texts in memory; folders exist through what they hold. */
export class MemoryFileSystem implements FileSystem {
  readonly #files: Map<string, string>;
  /** What lies directly in each folder; made anew when it is asked for after a change. */
  #folders: ReadonlyMap<string, readonly FolderEntry[]> | undefined;

  /** @param files text by absolute path */
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#files = new Map(Object.entries(files));
  }

  write(path: string, text: string): void {
    this.#files.set(path, text);
    this.#folders = undefined;
  }

  remove(path: string): void {
    this.#files.delete(path);
    this.#folders = undefined;
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    this.#folders ??= foldersOf(this.#files.keys());
    return this.#folders.get(folder) ?? [];
  }

  async typeOf(path: string): Promise<"file" | "folder" | undefined> {
    if (this.#files.has(path)) return "file";
    return (await this.list(path)).length > 0 ? "folder" : undefined;
  }

  async realPath(path: string): Promise<string | undefined> {
    return (await this.typeOf(path)) ? path : undefined;
  }

  async read(path: string, limit: number): Promise<FileContent | undefined> {
    const text = this.#files.get(path);
    if (text === undefined) return undefined;
    return { text: text.slice(0, limit), complete: text.length <= limit };
  }
}

function foldersOf(paths: Iterable<string>): ReadonlyMap<string, readonly FolderEntry[]> {
  const folders = new Map<string, Map<string, FolderEntry>>();
  const add = (path: string, type: FolderEntry["type"]): void => {
    const folder = folderOf(path);
    if (folder === path || folder === "") return;
    const known = folders.get(folder);
    const name = nameOf(path);
    if (known?.has(name)) return;
    if (known) known.set(name, { name, type });
    else folders.set(folder, new Map([[name, { name, type }]]));
    add(folder, "folder");
  };
  for (const path of paths) add(path, "file");
  return new Map([...folders].map(([folder, entries]) => [folder, sorted(entries.values())]));
}

function sorted(entries: Iterable<FolderEntry>): readonly FolderEntry[] {
  return [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
}
