import { ancestors } from "./paths.ts";
import { question } from "./question.ts";

/** Which files and folders there are. Folders exist through the files below them. */
export class FileTable {
  readonly #files = new Set<string>();
  /** Folder → number of files below it. */
  readonly #folders = new Map<string, number>();
  #sorted: readonly string[] | undefined;

  /** Sorted paths of all files. */
  get paths(): readonly string[] {
    this.#sorted ??= [...this.#files].sort();
    return this.#sorted;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Whether there is a file or a folder of that path. */
  exists(path: string): boolean {
    return this.#files.has(path) || this.#folders.has(path);
  }

  /** Adds or removes a file; returns the questions whose answers changed. */
  set(file: string, exists: boolean): ReadonlySet<string> {
    const changed = new Set<string>();
    if (this.#files.has(file) === exists) return changed;
    if (exists) this.#files.add(file);
    else this.#files.delete(file);
    this.#sorted = undefined;
    changed.add(question.paths).add(question.existence(file));
    for (const folder of ancestors(file)) {
      const before = this.#folders.get(folder) ?? 0;
      const after = before + (exists ? 1 : -1);
      if (after > 0) this.#folders.set(folder, after);
      else this.#folders.delete(folder);
      if (before === 0 || after === 0) changed.add(question.existence(folder));
    }
    return changed;
  }
}
