import type { OffsetRange } from "../text/range.ts";

/**
 * Stand-ins for values that are filled in later, by the platform, the command line or the author:
 * `${{…}}`, `${…}`, `$VAR`, `{{…}}`, `$|key|`, and `<…>` where it is the whole scalar.
 */
const placeholder =
  /\$\{\{(?:(?!\}\})[^\r\n])*\}\}|\{\{(?:(?!\}\})[^\r\n])*\}\}|\$\{(?!!)[^{}\r\n]*\}|\$\|[^|\r\n]*\||\$[A-Za-z_][A-Za-z0-9_]*/g;
const wholeScalar = /^<[^<>\r\n]+>$/;

/** Where the placeholders of a scalar's value are, in the order of the text. */
export function placeholders(text: string): readonly OffsetRange[] {
  if (!mayHold(text)) return [];
  if (wholeScalar.test(text)) return [{ start: 0, end: text.length }];
  return Array.from(text.matchAll(placeholder), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

export function hasPlaceholder(text: string): boolean {
  return mayHold(text) && (wholeScalar.test(text) || text.search(placeholder) >= 0);
}

/** Whether the whole text is one placeholder. */
export function isPlaceholder(text: string): boolean {
  const [first] = placeholders(text);
  return first !== undefined && first.start === 0 && first.end === text.length;
}

/** Most texts hold none, which two searches for a character tell. */
function mayHold(text: string): boolean {
  return text.includes("$") || text.includes("{{") || text.startsWith("<");
}
