import type { OffsetRange } from "../text/range.ts";

/** What keeps a text from being read. Ranges are offsets into that text. */
export interface TextProblem {
  readonly message: string;
  readonly range: OffsetRange;
  /** What the whole text should be instead. */
  readonly fix?: { readonly title: string; readonly newText: string };
}

/** A name of a column, table or metric in a check line. */
export interface Identifier {
  /** Without its quotes. */
  readonly name: string;
  /** As written. */
  readonly text: string;
  readonly quoted: boolean;
  readonly range: OffsetRange;
}

/** Thrown by a cursor and caught by the parser that made it: a parser's callers get the problem as a value. */
export class Malformed extends Error {
  readonly problem: TextProblem;

  constructor(problem: TextProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Words that the platform's lexer takes for itself, wherever they stand: a column of that name must be quoted.
 * (`avg`, `min` and `max` are also names.)
 */
const reserved = new Set(
  "and between change d default fail filter for h in last m must not pass percent warn with".split(" "),
);

/** Reads a text strictly from left to right, where blanks are part of the grammar. */
export class Cursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(literal: string): boolean {
    return this.text.startsWith(literal, this.position);
  }

  /** Goes past the literal if it stands here. */
  take(literal: string): boolean {
    if (!this.startsWith(literal)) return false;
    this.position += literal.length;
    return true;
  }

  /** Goes past what the sticky pattern matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found) this.position += found.length;
    return found || undefined;
  }

  expect(literal: string, message: string): void {
    if (!this.take(literal)) this.fail(message);
  }

  /** Exactly one blank. */
  blank(): void {
    const start = this.position;
    const blanks = this.match(/\s+/y) ?? "";
    if (blanks === " ") return;
    const message =
      blanks === ""
        ? "A blank is missing here: the check language needs exactly one between its words."
        : "Exactly one blank must stand here.";
    this.fail(message, blanks === "" ? this.here(start) : { start, end: this.position });
  }

  identifier(what: string): Identifier {
    const start = this.position;
    const text = this.match(/"[^"]+"|`[^`]+`|\[[^\]]+\]|\d*[A-Za-z_$][^ <=>()[\],]*/y);
    if (text === undefined) this.fail(`${capitalised(what)} must stand here.`);
    const range = { start, end: this.position };
    const quoted = /^["`[]/.test(text);
    if (!quoted && reserved.has(text)) {
      const newText = `${this.text.slice(0, start)}"${text}"${this.text.slice(this.position)}`;
      this.fail(`\`${text}\` is a word of the check language: put the name into double quotes.`, range, {
        title: `Change to "${text}" in quotes`,
        newText,
      });
    }
    return { name: quoted ? text.slice(1, -1) : text, text, quoted, range };
  }

  end(): void {
    if (this.atEnd) return;
    const rest = { start: this.position, end: this.text.length };
    const blanksOnly = this.text.slice(this.position).trim() === "";
    this.fail(
      blanksOnly ? "Remove the blanks at the end." : "The check line should end here; remove the rest.",
      rest,
    );
  }

  fail(message: string, range: OffsetRange = this.here(), fix?: TextProblem["fix"]): never {
    throw new Malformed({ message, range, fix });
  }

  /** The word at an offset, so that a problem is visible: the character before it at the end of the text. */
  private here(start: number = this.position): OffsetRange {
    if (start >= this.text.length) return { start: Math.max(0, this.text.length - 1), end: this.text.length };
    const length = /^(?:[\w.]+|[^\w\s]+|\s+)/.exec(this.text.slice(start, start + 100))?.[0].length ?? 1;
    return { start, end: start + length };
  }
}

/** A word that names something of the data only in quotes. */
export function isCheckWord(text: string): boolean {
  return reserved.has(text);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
