/** The alternatives of a group or pattern, each a sequence of items. */
export type Alternatives = readonly (readonly Item[])[];

/** A character, a class or a group, with how often it stands there. */
export interface Item {
  /** As written, without the quantifier. */
  readonly source: string;
  readonly min: number;
  readonly max: number;
  readonly group?: Alternatives;
  /** An anchor or a look-around: it takes no characters. */
  readonly zeroWidth?: boolean;
}

/** The structure of a valid regular expression with the flag `u`; undefined when it refers back to a group. */
export function parsePattern(source: string): Alternatives | undefined {
  if (/\\(?:[1-9]|k<)/.test(source.replaceAll("\\\\", ""))) return undefined;
  return new PatternParser(source).alternatives();
}

const atom =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB]..\\u[dD][c-fC-F]..|u.{4}|x..|c.|.)|\[(?:\\.|[^\]\\])*\]|[^()|]/suy;
const opening = /\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/suy;
const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/suy;

class PatternParser {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): Alternatives {
    const alternatives: Item[][] = [[]];
    while (this.#position < this.#source.length && this.#source[this.#position] !== ")") {
      if (this.#source[this.#position] === "|") {
        this.#position++;
        alternatives.push([]);
      } else {
        alternatives.at(-1)?.push(this.#item());
      }
    }
    return alternatives;
  }

  #item(): Item {
    const start = this.#position;
    const open = this.#take(opening);
    let group: Alternatives | undefined;
    if (open) {
      group = this.alternatives();
      this.#position++;
    } else {
      this.#take(atom);
    }
    const source = this.#source.slice(start, this.#position);
    const zeroWidth = open ? /[=!]$/.test(open[0]) : /^(?:[\^$]|\\[bB])$/.test(source);
    return { source, ...this.#times(), ...(group && { group }), ...(zeroWidth && { zeroWidth }) };
  }

  #times(): { min: number; max: number } {
    const found = this.#take(quantifier);
    if (!found) return { min: 1, max: 1 };
    const [, sign, low, comma, high] = found;
    if (sign) return { min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
    const min = Number(low);
    return { min, max: high ? Number(high) : comma ? Infinity : min };
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#position;
    const found = token.exec(this.#source);
    if (found) this.#position = token.lastIndex;
    return found;
  }
}
