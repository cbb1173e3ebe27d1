import { CST } from "yaml";
import { maxDepth } from "./limits.ts";

/**
 * A quick look at a text: false when it surely nests no deeper than is read, as nearly all do. Blocks within each
 * other begin at different columns, and flow collections at a bracket each.
 */
export function mayNestTooDeep(text: string): boolean {
  let levels = longestLine(text);
  for (const bracket of ["[", "{"]) {
    for (let at = text.indexOf(bracket); at >= 0 && levels <= maxDepth; at = text.indexOf(bracket, at + 1))
      levels++;
  }
  return levels > maxDepth;
}

function longestLine(text: string): number {
  let longest = 0;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return Math.max(longest, text.length - start);
}

/** Reads along with the lexer and says how deep the text nests, before anything recursive sees it. */
export class DepthGauge {
  /** Where the next lexeme begins. */
  #offset = 0;
  #lineStart = 0;
  #atLineStart = true;
  #afterScalarMark = false;
  #flow = 0;
  /** Columns at which the open block collections begin. */
  readonly #columns: number[] = [];

  /** Takes in the next lexeme; returns its offset when it lies deeper than is read. */
  read(lexeme: string): number | undefined {
    const start = this.#offset;
    this.#advance(lexeme);
    return this.#columns.length + this.#flow > maxDepth ? start : undefined;
  }

  #advance(lexeme: string): void {
    if (lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END)
      return this.#readMark(lexeme);
    const isScalar = this.#afterScalarMark;
    this.#afterScalarMark = false;
    this.#measure(lexeme, isScalar);
    this.#offset += lexeme.length;
    const newline = lexeme.lastIndexOf("\n");
    if (newline < 0) return;
    this.#lineStart = this.#offset - lexeme.length + newline + 1;
    this.#atLineStart = newline === lexeme.length - 1;
  }

  #readMark(mark: string): void {
    if (mark === CST.SCALAR) this.#afterScalarMark = true;
    else this.#flow = 0;
  }

  #measure(lexeme: string, isScalar: boolean): void {
    if (!isScalar && isInsignificant(lexeme)) return;
    if (!isScalar) this.#readIndicator(lexeme);
    const opensBlock = this.#atLineStart || (!isScalar && (lexeme === "-" || lexeme === "?"));
    this.#atLineStart = false;
    if (!opensBlock || this.#flow > 0) return;
    const column = this.#offset - this.#lineStart;
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    this.#columns.push(column);
  }

  #readIndicator(lexeme: string): void {
    if (lexeme === "[" || lexeme === "{") this.#flow++;
    else if (lexeme === "]" || lexeme === "}") this.#flow = Math.max(0, this.#flow - 1);
  }
}

/** Blanks, line breaks and comments. */
function isInsignificant(lexeme: string): boolean {
  const first = lexeme[0];
  return (
    first === undefined ||
    first === " " ||
    first === "\n" ||
    first === "#" ||
    first === "\t" ||
    first === "\r"
  );
}
