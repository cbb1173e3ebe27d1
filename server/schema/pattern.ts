import { parsePattern, type Alternatives, type Item } from "./pattern-syntax.ts";

/** Longer texts are not tested: they count as matching, which keeps the cost of any pattern bounded. */
const maxTextLength = 1000;

/** A pattern as JSON Schema means it: searched in the text, by Unicode characters. */
export function compilePattern(source: string): RegExp {
  return new RegExp(source, "u");
}

export function matches(pattern: RegExp, text: string): boolean {
  return text.length > maxTextLength || pattern.test(text);
}

/** Why a pattern is refused: it is no regular expression, or one that can take exponential time. */
export function patternFault(source: string): string | undefined {
  try {
    compilePattern(source);
  } catch (error) {
    return `The pattern \`${source}\` is no regular expression: ${(error as Error).message}.`;
  }
  const parsed = parsePattern(source);
  if (!parsed) return `The pattern \`${source}\` refers back to a group, which is not supported.`;
  const ambiguous = ambiguousRepetition(parsed);
  return (
    ambiguous &&
    `In the pattern \`${source}\`, \`${ambiguous.source}\` can match the same text in very many ways; ` +
      "let each repetition begin with a character of its own."
  );
}

/** The first repeated group whose repetitions are not surely told apart by their characters. */
function ambiguousRepetition(alternatives: Alternatives): Item | undefined {
  for (const item of alternatives.flat()) {
    if (!item.group) continue;
    if (item.max > 1 && !(tellsApart(item) && item.group.every(isUnambiguous))) return item;
    const inside = ambiguousRepetition(item.group);
    if (inside) return inside;
  }
  return undefined;
}

/**
 * Whether a repeated sequence can match a text in one way only: at most one part of it varies in length, that part
 * is a single character class, and what follows it (at the end: the next repetition) begins with another character.
 */
function isUnambiguous(sequence: readonly Item[]): boolean {
  const varying = sequence.filter(isVarying);
  if (varying.length === 0) return true;
  const [item] = varying;
  if (!item || varying.length > 1 || item.group) return false;
  const follower = sequence[(sequence.indexOf(item) + 1) % sequence.length];
  return follower !== undefined && follower !== item && areDisjoint([item], [follower]);
}

function isVarying(item: Item): boolean {
  if (item.min !== item.max) return true;
  if (!item.group) return false;
  const lengths = new Set(item.group.map((sequence) => sequence.length));
  return lengths.size > 1 || item.group.some((sequence) => sequence.some(isVarying));
}

/** Whether the first character tells which of a group's alternatives it is, in the groups inside as well. */
function tellsApart({ group = [] }: Item): boolean {
  return group.every(
    (one, index) => group.slice(index + 1).every((other) => areDisjoint(one, other)) && one.every(tellsApart),
  );
}

function areDisjoint(one: readonly Item[], other: readonly Item[]): boolean {
  const first = charactersOf(one[0]);
  const second = charactersOf(other[0]);
  return (
    first !== undefined &&
    second !== undefined &&
    !probes.some((text) => first.test(text) && second.test(text))
  );
}

/** What the first character of an item can be; undefined when the item is more than one character or may be absent. */
function charactersOf(item: Item | undefined): RegExp | undefined {
  if (!item || item.group || item.zeroWidth) return undefined;
  return new RegExp(`^(?:${item.source})$`, "u");
}

/** ASCII, and a few characters that stand for the rest. */
const probes: readonly string[] = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ..."\u00a0\u00e9\u00df\u0416\u4e2d\u2028\u{1f45f}",
];
