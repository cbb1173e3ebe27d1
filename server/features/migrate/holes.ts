/**
 * Templates in a text (`{{ … }}`), which YAML would read as maps, as words that stand for them. What is made of the
 * words can be turned back.
 */
export class Holes {
  /** The text with its templates as words. */
  readonly filled: string;
  readonly #templates: string[] = [];
  readonly #word: string;

  constructor(text: string) {
    this.#word = unusedWord(text);
    this.filled = text.replace(/(?<!\$)\{\{[^}\r\n]*\}\}/g, (template) => {
      this.#templates.push(template);
      return `${this.#word}${this.#templates.length - 1}x`;
    });
  }

  restore(text: string): string {
    if (this.#templates.length === 0) return text;
    return text.replace(new RegExp(`${this.#word}(\\d+)x`, "g"), (word, index: string) => {
      return this.#templates[Number(index)] ?? word;
    });
  }
}

function unusedWord(text: string): string {
  let word = "template";
  while (text.includes(word)) word += "q";
  return word;
}
