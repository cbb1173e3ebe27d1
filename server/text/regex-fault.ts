/**
 * What makes a regular expression invalid in every dialect, as a sentence: brackets and groups that are not closed
 * or not opened, a repetition of nothing, a lone backslash. Undefined for all else: dialects differ, and a pattern
 * is never run to find out. Takes time in proportion to the text.
 */
export function regexFault(pattern: string): string | undefined {
  // Quoting and comments are told by other rules.
  if (/\\Q|\(\?[a-z]*x|\(\?#/.test(pattern)) return undefined;
  let groups = 0;
  let isRepeatable = false;
  for (let position = 0; position < pattern.length; position++) {
    const character = pattern[position] ?? "";
    if (character === "\\") {
      if (position === pattern.length - 1)
        return "This regular expression ends in a backslash; write `\\\\` for one.";
      position++;
      isRepeatable = true;
    } else if (character === "[") {
      const end = endOfClass(pattern, position);
      if (end === undefined)
        return "This regular expression has a `[` that nothing closes; add the `]`, or write `\\[`.";
      position = end;
      isRepeatable = true;
    } else if (character === "(") {
      groups++;
      isRepeatable = false;
      if (pattern[position + 1] === "?") position = endOfGroupStart(pattern, position);
    } else if (character === ")") {
      if (groups === 0)
        return "This regular expression has a `)` that nothing opens; remove it, or write `\\)`.";
      groups--;
      isRepeatable = true;
    } else if (character === "*" || character === "+" || character === "?") {
      if (!isRepeatable)
        return `This regular expression repeats nothing with its \`${character}\`; write \`.${character}\` or \`\\${character}\`.`;
      // A second sign makes the repetition lazy or possessive.
      if (/[?+]/.test(pattern[position + 1] ?? "")) position++;
    } else {
      isRepeatable = character !== "|" && character !== "^";
    }
  }
  return groups > 0
    ? "This regular expression has a `(` that nothing closes; add the `)`, or write `\\(`."
    : undefined;
}

/** Where the beginning of a group such as `(?:`, `(?<=` or `(?<name>` ends. */
function endOfGroupStart(pattern: string, start: number): number {
  const length = /[:=!>)]/.exec(pattern.slice(start, start + 100))?.index ?? 1;
  return pattern[start + length] === ")" ? start + length - 1 : start + length;
}

/** Where a class that begins at a `[` ends; a `]` right at its beginning is one of its characters. */
function endOfClass(pattern: string, start: number): number | undefined {
  let position = start + 1;
  if (pattern[position] === "^") position++;
  if (pattern[position] === "]") position++;
  for (; position < pattern.length; position++) {
    if (pattern[position] === "\\") position++;
    else if (pattern[position] === "]") return position;
  }
  return undefined;
}
