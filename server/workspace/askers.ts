/** The reverse edges: which files asked which questions when they were last checked. */
export class Askers {
  readonly #askers = new Map<string, Set<string>>();
  readonly #questions = new Map<string, readonly string[]>();

  /** Replaces the questions of a file; none forgets it. */
  remember(file: string, questions: Iterable<string>): void {
    for (const question of this.#questions.get(file) ?? []) {
      const files = this.#askers.get(question);
      files?.delete(file);
      if (files?.size === 0) this.#askers.delete(question);
    }
    const asked = [...questions];
    for (const question of asked) {
      const files = this.#askers.get(question);
      if (files) files.add(file);
      else this.#askers.set(question, new Set([file]));
    }
    if (asked.length > 0) this.#questions.set(file, asked);
    else this.#questions.delete(file);
  }

  /** Files that asked any of these questions. */
  of(questions: Iterable<string>): ReadonlySet<string> {
    const files = new Set<string>();
    for (const question of questions) {
      for (const file of this.#askers.get(question) ?? []) files.add(file);
    }
    return files;
  }
}
