import { createHash } from "node:crypto";

/**
 * Tells the problems of one file apart by what stays while lines around them come and go: the rule, the text of the
 * line and, where these are alike, which of them it is.
 */
export class Fingerprints {
  readonly #text: string;
  readonly #seen = new Map<string, number>();

  /** @param text of the file */
  constructor(text: string) {
    this.#text = text;
  }

  /** To be asked once a problem, in the order of the text. */
  of(rule: string, offset: number): string {
    const parts = JSON.stringify([rule, this.#lineAt(offset).trim()]);
    const hash = createHash("sha256").update(parts).digest("hex").slice(0, 16);
    const nth = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, nth);
    return `${hash}:${nth}`;
  }

  #lineAt(offset: number): string {
    const start = this.#text.lastIndexOf("\n", offset - 1) + 1;
    const end = this.#text.indexOf("\n", offset);
    return this.#text.slice(start, end < 0 ? undefined : end);
  }
}
