import { CST } from "yaml";
import type { Problem } from "../text/problem.ts";

/** In UTF-16 units: what takes the parser about a second. */
export const maxLength = 2_000_000;

/** Levels of nesting: far above any manifest, far below the stack of a recursive function. */
export const maxDepth = 200;

/** Problems of one kind in one file: more than anyone reads. A file that is no YAML at all could have millions. */
export const maxProblems = 100;

/** The problem of a text that must not be parsed at all, seen without parsing it. */
export function unreadable(text: string): Problem | undefined {
  const whole = { start: 0, end: Math.min(text.length, text.search(/[\r\n]|$/)) };
  if (text.length > maxLength) {
    const size = (text.length / 1_000_000).toFixed(1);
    return {
      rule: "oversized-file",
      severity: "error",
      message: `This file has ${size} million characters, more than the 2 million that are read; split it.`,
      range: whole,
    };
  }
  if (text.includes("\0")) {
    return {
      rule: "yaml-syntax",
      severity: "error",
      message: "This is not a text file: it holds NUL characters; save it as UTF-8 text, or exclude it.",
      range: { start: 0, end: Math.min(1, text.length) },
    };
  }
  return undefined;
}

/** Reads along with the lexer and says how deep the text nests, before anything recursive sees it. */
export class DepthGauge {
  /** Where the next lexeme begins. */
  offset = 0;
  /** Whether an alias was among the lexemes. */
  hasAlias = false;
  #lineStart = 0;
  #atLineStart = true;
  #afterScalarMark = false;
  #flow = 0;
  /** Columns at which the open block collections begin. */
  readonly #columns: number[] = [];

  get depth(): number {
    return this.#columns.length + this.#flow;
  }

  read(lexeme: string): void {
    if (lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END)
      return this.#readMark(lexeme);
    const isScalar = this.#afterScalarMark;
    this.#afterScalarMark = false;
    this.#measure(lexeme, isScalar);
    this.offset += lexeme.length;
    const newline = lexeme.lastIndexOf("\n");
    if (newline < 0) return;
    this.#lineStart = this.offset - lexeme.length + newline + 1;
    this.#atLineStart = newline === lexeme.length - 1;
  }

  #readMark(mark: string): void {
    if (mark === CST.SCALAR) this.#afterScalarMark = true;
    else this.#flow = 0;
  }

  #measure(lexeme: string, isScalar: boolean): void {
    const first = lexeme[0];
    if (!isScalar) {
      if (
        first === undefined ||
        first === " " ||
        first === "\t" ||
        first === "\n" ||
        first === "\r" ||
        first === "#"
      )
        return;
      if (first === "*") this.hasAlias = true;
      if (lexeme === "[" || lexeme === "{") this.#flow++;
      else if (lexeme === "]" || lexeme === "}") this.#flow = Math.max(0, this.#flow - 1);
    }
    const opensBlock = this.#atLineStart || (!isScalar && (lexeme === "-" || lexeme === "?"));
    this.#atLineStart = false;
    if (!opensBlock || this.#flow > 0) return;
    const column = this.offset - this.#lineStart;
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    this.#columns.push(column);
  }
}
