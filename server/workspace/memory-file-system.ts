import type { FileContent, FileSystem, FolderEntry } from "./file-system.ts";

/** A file system of texts in memory; folders exist through what they hold. */
export class MemoryFileSystem implements FileSystem {
  readonly #files: Map<string, string>;

  /** @param files text by absolute path */
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#files = new Map(Object.entries(files));
  }

  write(path: string, text: string): void {
    this.#files.set(path, text);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const prefix = folder.endsWith("/") ? folder : `${folder}/`;
    const entries = new Map<string, FolderEntry>();
    for (const path of this.#files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...rest] = path.slice(prefix.length).split("/");
      entries.set(name, { name, type: rest.length > 0 ? "folder" : "file" });
    }
    return [...entries.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
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
