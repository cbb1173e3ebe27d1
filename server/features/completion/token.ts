import type { OffsetRange } from "../../text/range.ts";

/** The word that is being written at a cursor, found by its line alone: the rest of the file may be half written. */
export interface Token {
  /** What a proposal replaces, within the quotes if there are any. */
  readonly range: OffsetRange;
  /** `key` where a key can stand, which is also where an item of a list can; `value` behind a key's colon. */
  readonly role: "key" | "value";
  /** `- ` stands right before it, so that it can be an item of a list. */
  readonly isItem: boolean;
  readonly quoted: boolean;
  /** A colon follows: there is a value already. */
  readonly hasValue: boolean;
  /** The cursor touches the colon before it, so that a blank must come first. */
  readonly needsBlank: boolean;
}

/** Longer lines are no hand-written YAML. */
const maxLine = 10_000;

/** Undefined in a comment, behind a block scalar's header, an anchor, an alias or a tag, and where no word can begin. */
export function tokenAt(text: string, offset: number): Token | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  if (offset - lineStart > maxLine) return undefined;
  const read = readLine(text.slice(lineStart, offset));
  if (!read || /^[|>&*!%@`]/.test(text.slice(lineStart + read.start, offset))) return undefined;
  const quote = quoteOf(text[lineStart + read.start]);
  const start = lineStart + read.start + (quote ? 1 : 0);
  if (start > offset) return undefined;
  const end = offset + lengthOfRest(text.slice(offset, offset + maxLine), read, quote);
  const after = /^[^\r\n]*/.exec(text.slice(end + (quote ? 1 : 0), end + maxLine))?.[0] ?? "";
  return {
    range: { start, end },
    role: read.role,
    isItem: read.isItem,
    quoted: quote !== undefined,
    hasValue: read.role === "key" && /^\s*:(?:\s|$)/.test(after),
    needsBlank: read.needsBlank,
  };
}

interface LineReading {
  readonly start: number;
  readonly role: "key" | "value";
  readonly isItem: boolean;
  readonly inBrackets: boolean;
  readonly needsBlank: boolean;
}

/** Where the last word of a line begins, and what it is. */
function readLine(line: string): LineReading | undefined {
  let start = 0;
  let role = "key" as LineReading["role"];
  let isItem = false;
  let brackets = 0;
  const begin = (at: number, next: LineReading["role"]) => {
    start = at + (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
    role = next;
    isItem = false;
  };
  begin(0, "key");
  for (let at = start; at < line.length; at++) {
    const character = line[at] ?? "";
    const blankNext = at + 1 >= line.length || /\s/.test(line[at + 1] ?? "");
    if (at === start && quoteOf(character)) {
      const closing = line.indexOf(character, at + 1);
      if (closing < 0) break;
      at = closing;
    } else if (character === "#" && (at === 0 || /\s/.test(line[at - 1] ?? ""))) {
      return undefined;
    } else if (at === start && character === "-" && role === "key" && blankNext && at + 1 < line.length) {
      begin(at + 1, "key");
      isItem = true;
      at = start - 1;
    } else if (at === start && (character === "{" || character === "[")) {
      brackets++;
      begin(at + 1, "key");
      at = start - 1;
    } else if (brackets > 0 && character === ",") {
      begin(at + 1, "key");
      at = start - 1;
    } else if (brackets > 0 && (character === "}" || character === "]")) {
      brackets--;
    } else if (character === ":" && role === "key" && blankNext) {
      begin(at + 1, "value");
      at = start - 1;
    }
  }
  const needsBlank = role === "value" && line[start - 1] === ":";
  return { start, role, isItem, inBrackets: brackets > 0, needsBlank };
}

/** How much of what follows the cursor belongs to its word. */
function lengthOfRest(rest: string, { role, inBrackets }: LineReading, quote: string | undefined): number {
  if (quote) return (/^[^"'\r\n]*/.exec(rest)?.[0] ?? "").length;
  if (role === "key" || inBrackets) return (/^[^\s:,{}[\]#"']*/.exec(rest)?.[0] ?? "").length;
  return (/^[^\r\n]*/.exec(rest)?.[0] ?? "").replace(/(?:^|\s+)#.*$/, "").trimEnd().length;
}

function quoteOf(character: string | undefined): string | undefined {
  return character === '"' || character === "'" ? character : undefined;
}
