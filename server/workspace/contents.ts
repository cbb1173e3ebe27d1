import type { FileFacts } from "../manifest/facts.ts";

/** What the files of a workspace hold: on disk, and in editors, which win. */
export class Contents {
  readonly #onDisk = new Map<string, FileFacts>();
  readonly #held = new Map<string, HeldFile>();
  /** For broken files: the facts of the last error-free text. */
  readonly #errorFree = new Map<string, FileFacts>();

  /** Facts in force; undefined when there is no such file. */
  facts(path: string): FileFacts | undefined {
    return this.#held.get(path)?.facts ?? this.#onDisk.get(path);
  }

  /** The facts to resolve names by: while a file is broken, those of its last error-free text. */
  definingFacts(path: string): FileFacts | undefined {
    return this.#errorFree.get(path) ?? this.facts(path);
  }

  heldText(path: string): string | undefined {
    return this.#held.get(path)?.text;
  }

  /** Text by path of all that editors hold. */
  heldTexts(): ReadonlyMap<string, string> {
    return new Map([...this.#held].map(([path, { text }]) => [path, text]));
  }

  /** Paths that exist on disk. */
  pathsOnDisk(): Iterable<string> {
    return this.#onDisk.keys();
  }

  /** An editor holds a file, or lets go of it (undefined). */
  hold(path: string, file: HeldFile | undefined): void {
    this.#replace(path, () => (file ? this.#held.set(path, file) : this.#held.delete(path)));
  }

  /** A file is on disk, or no longer (undefined). */
  store(path: string, facts: FileFacts | undefined): void {
    this.#replace(path, () => (facts ? this.#onDisk.set(path, facts) : this.#onDisk.delete(path)));
  }

  #replace(path: string, replace: () => void): void {
    const before = this.facts(path);
    replace();
    const after = this.facts(path);
    if (!after?.broken) this.#errorFree.delete(path);
    else if (before && !before.broken) this.#errorFree.set(path, before);
  }
}

export interface HeldFile {
  readonly text: string;
  readonly facts: FileFacts;
}
