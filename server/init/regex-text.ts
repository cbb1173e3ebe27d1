import type { Random } from "./random.ts";

/**
 * A text that a regular expression accepts; undefined where it has what is not made here (look-around, references to
 * groups) or no text was found. Anchors are taken for granted.
 */
export function textFor(regex: string, random: Random): string | undefined {
  if (regex.length > longest) return undefined;
  const flags = regex.startsWith("(?i)") ? "iu" : "u";
  const pattern = regex.replace(/^\(\?i\)/, "");
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = new Maker(pattern, random).make();
    if (text === undefined) return undefined;
    if (accepts(pattern, flags, text)) return text;
  }
  return undefined;
}

const longest = 500;
const attempts = 20;
/** What is made is short, so that even a slow expression is soon done with it. */
const longestText = 60;

function accepts(pattern: string, flags: string, text: string): boolean {
  if (text.length > longestText) return false;
  try {
    return new RegExp(pattern, flags).test(text);
  } catch {
    return false;
  }
}

/** Thrown at what is not understood, and caught where making begins. */
class NotUnderstood extends Error {}

type Part = () => string;

/** Reads an expression into parts that each make some text, and lets them. */
class Maker {
  readonly #pattern: string;
  readonly #random: Random;
  #at = 0;

  constructor(pattern: string, random: Random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  make(): string | undefined {
    try {
      const part = this.#alternatives();
      return this.#at === this.#pattern.length ? part() : undefined;
    } catch (error) {
      if (error instanceof NotUnderstood) return undefined;
      throw error;
    }
  }

  #alternatives(): Part {
    const branches: [Part, ...Part[]] = [this.#sequence()];
    while (this.#take("|")) branches.push(this.#sequence());
    return () => this.#random.pick(branches)();
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#pattern.length && !"|)".includes(this.#peek())) parts.push(this.#quantified());
    return () => parts.map((part) => part()).join("");
  }

  #quantified(): Part {
    const part = this.#atom();
    const [low, high] = this.#quantifier();
    return () => Array.from({ length: this.#random.integer(low, high) }, part).join("");
  }

  #quantifier(): readonly [number, number] {
    const rest = this.#pattern.slice(this.#at);
    const match = /^(?:([*+?])|\{(\d{1,3})(,(\d{0,3}))?\})\??/.exec(rest);
    if (!match) return [1, 1];
    this.#at += match[0].length;
    const [, sign, least, range, most] = match;
    if (sign !== undefined) return sign === "?" ? [0, 1] : [sign === "+" ? 1 : 0, 6];
    const low = Math.min(Number(least), longestText);
    return [low, range === undefined ? low : most ? Math.min(Number(most), low + 6) : low + 6];
  }

  #atom(): Part {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case ".":
        return () => this.#random.pick(alphabet);
      case "^":
      case "$":
        return () => "";
      case "\\":
        return this.#escape();
      default:
        return () => character;
    }
  }

  #group(): Part {
    if (this.#take("?") && !this.#take(":")) throw new NotUnderstood();
    const inner = this.#alternatives();
    if (!this.#take(")")) throw new NotUnderstood();
    return inner;
  }

  #escape(): Part {
    const letter = this.#next();
    if (letter === "b" || letter === "A" || letter === "Z" || letter === "z") return () => "";
    const members = classes[letter];
    if (members) return () => this.#random.pick(members);
    if (/[A-Za-z0-9]/.test(letter)) throw new NotUnderstood();
    return () => letter;
  }

  #class(): Part {
    const negated = this.#take("^");
    const members = new Set<string>();
    while (!this.#take("]")) this.#members().forEach((member) => members.add(member));
    const [first, ...others] = negated ? alphabet.filter((member) => !members.has(member)) : [...members];
    if (first === undefined) throw new NotUnderstood();
    // Letters and digits where there are some: other characters look odd, however right they are.
    const [plain, ...plains] = [first, ...others].filter((member) => /[A-Za-z0-9]/.test(member));
    return () => this.#random.pick(plain === undefined ? [first, ...others] : [plain, ...plains]);
  }

  #members(): readonly string[] {
    const first = this.#next();
    if (first === "\\") {
      const letter = this.#next();
      return classes[letter] ?? [letter];
    }
    const isRange = this.#peek() === "-" && !["]", undefined].includes(this.#pattern[this.#at + 1]);
    if (!isRange) return [first];
    this.#at++;
    const [from, to] = [first.charCodeAt(0), this.#next().charCodeAt(0)];
    if (to < from || to - from > 1000) throw new NotUnderstood();
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? "";
  }

  #next(): string {
    const character = this.#pattern[this.#at];
    if (character === undefined) throw new NotUnderstood();
    this.#at++;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }
}

const digits = [..."0123456789"] as [string, ...string[]];
const letters = [..."abcdefghijklmnopqrstuvwxyz"] as [string, ...string[]];
const alphabet: readonly [string, ...string[]] = [...letters, ...digits];
const classes: Readonly<Record<string, readonly [string, ...string[]] | undefined>> = {
  d: digits,
  w: alphabet,
  s: [" "],
  D: letters,
  W: ["-"],
  S: alphabet,
};
