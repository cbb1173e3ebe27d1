import type { YAMLParseError } from "yaml";

/** What of the text a problem should underline, when it is not the place where the parser gave up. */
export type Underline = "rest-of-line" | "next-content" | "opening" | "escape";

/** A mistake in YAML's grammar, in words for the person who made it. */
export interface Wording {
  readonly code: YAMLParseError["code"];
  /** Tells apart mistakes that the parser gives the same code, by its message. */
  readonly when?: RegExp;
  /** Tells them apart by the text from the mistake to the end of its line. */
  readonly at?: RegExp;
  /** One sentence: what is wrong and what to do. `token` is the text underlined. */
  readonly says: (token: string) => string;
  readonly underline?: Underline;
  readonly fix?: "quote" | "double-backslash" | "space-after-colon" | "space-after-dash";
}

/** The words for a parser's error; `rest` is the text from its place to the end of the line. */
export function wordingOf(error: YAMLParseError, rest: string): Wording {
  const wording = wordings.find(
    ({ code, when, at }) =>
      code === error.code && (when?.test(error.message) ?? true) && (at?.test(rest) ?? true),
  );
  return wording ?? unforeseen;
}

const unforeseen: Wording = {
  code: "IMPOSSIBLE",
  says: (token) => `${named(token)} can't be read here as YAML; correct or remove it.`,
};

const keyWithoutSpace = /^[\w-]+:[^\s:/]/;

/** The first that applies is used, so the general one of a code comes last. */
const wordings: readonly Wording[] = [
  {
    code: "MISSING_CHAR",
    when: /^Missing closing/,
    says: neverClosed,
    underline: "opening",
  },
  {
    code: "MISSING_CHAR",
    when: /must end with a/,
    says: neverClosed,
    underline: "opening",
  },
  {
    code: "BAD_INDENT",
    when: /must be sufficiently indented and end with a/,
    says: neverClosed,
    underline: "opening",
  },
  {
    code: "MISSING_CHAR",
    when: /^Implicit map keys/,
    at: keyWithoutSpace,
    says: spaceMissing,
    fix: "space-after-colon",
  },
  {
    code: "MISSING_CHAR",
    when: /^Implicit map keys/,
    says: (token) =>
      `${named(token)} is no key, for no ":" follows it; add one, or join it to the value it belongs to.`,
  },
  {
    code: "MISSING_CHAR",
    when: /^Missing (, between|, or :)/,
    says: () => "A comma is missing before this; put one between the items.",
  },
  {
    code: "MISSING_CHAR",
    when: /^Missing space after :/,
    says: () => "A space is missing after this colon; add it.",
  },
  {
    code: "MISSING_CHAR",
    when: /^Sequence item/,
    says: (token) =>
      `${named(token)} stands among list items without a "-"; add one, or indent it below its item.`,
  },
  {
    code: "MISSING_CHAR",
    when: /^Comments must/,
    says: () => 'A comment begins with a space before its "#"; add one, or put the value in quotes.',
    underline: "rest-of-line",
  },
  {
    code: "MISSING_CHAR",
    when: /^Tags and anchors/,
    says: () => "A space is missing between a tag or anchor and what follows it; add it.",
  },
  {
    code: "MISSING_CHAR",
    when: /^Missing newline after/,
    says: () => "A list begins on the line below its tag or anchor; put it there.",
  },
  {
    code: "MISSING_CHAR",
    when: /^Block collection cannot start/,
    says: () => 'A document begins on the line below "---"; put this there.',
  },
  {
    code: "MISSING_CHAR",
    when: /directives-end/,
    says: () => 'A line with "---" must follow the "%" directives; add it.',
  },
  {
    code: "MISSING_CHAR",
    when: /^Block scalars with more-indented/,
    says: () => "The blank lines above this text are indented further than the text; remove their spaces.",
  },
  { code: "MULTILINE_IMPLICIT_KEY", at: keyWithoutSpace, says: spaceMissing, fix: "space-after-colon" },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    at: /^-(\s|$)/,
    says: () => strayItem,
    underline: "rest-of-line",
  },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    says: (token) => `${named(token)} is no key, for no ":" follows it on its line; add one, or remove it.`,
  },
  {
    code: "BAD_INDENT",
    when: /^All mapping items/,
    at: /^\s*-[^\s-]/,
    says: () => 'A space is missing after the "-"; add it to make this a list item.',
    underline: "next-content",
    fix: "space-after-dash",
  },
  {
    code: "BAD_INDENT",
    when: /^All mapping items/,
    says: () => "This key is not in line with the keys around it; indent it as they are.",
    underline: "next-content",
  },
  {
    code: "BAD_INDENT",
    when: /^All sequence items/,
    says: () => "This list item is not in line with the items around it; indent it as they are.",
    underline: "next-content",
  },
  {
    code: "BAD_INDENT",
    when: /^Block scalar values/,
    says: () => 'The text below "|" or ">" must be indented further than its key; indent it.',
    underline: "next-content",
  },
  {
    code: "BAD_INDENT",
    says: () => "This line is indented less than the text it continues; indent it as the first line.",
    underline: "rest-of-line",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    when: /^Nested mappings/,
    at: /: /,
    says: () => 'A value that holds ": " is read as a map, which can\'t begin here; put the value in quotes.',
    underline: "rest-of-line",
    fix: "quote",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    when: /^Nested mappings/,
    says: (token) =>
      `The key has the value ${named(token)}, so no keys can be indented below it; remove the value, or correct their indentation.`,
    underline: "rest-of-line",
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    says: () => strayItem,
    underline: "next-content",
  },
  {
    code: "BLOCK_IN_FLOW",
    says: () =>
      "Within brackets commas separate the items, and lists and maps have brackets too; add what is missing.",
  },
  {
    code: "BAD_SCALAR_START",
    when: /block scalar indicator/,
    says: (token) => `A value within brackets can't begin with "${token}"; put it in quotes.`,
    fix: "quote",
  },
  {
    code: "BAD_SCALAR_START",
    says: (token) => `A value can't begin with "${token}"; put it in quotes.`,
    fix: "quote",
  },
  {
    code: "BAD_DQ_ESCAPE",
    says: (token) =>
      `"${token}" means nothing in double quotes; write "\\\\" for a backslash, or use single quotes.`,
    underline: "escape",
    fix: "double-backslash",
  },
  {
    code: "BAD_ALIAS",
    when: /^Anchor/,
    says: () => 'A value that begins with "&" is an anchor in YAML; put it in quotes to mean the text.',
    fix: "quote",
  },
  {
    code: "BAD_ALIAS",
    says: () => 'A value that begins with "*" is an alias in YAML; put it in quotes to mean the text.',
    fix: "quote",
  },
  {
    code: "UNEXPECTED_TOKEN",
    when: /block-seq-ind on same line/,
    says: () => "A list begins on the line below its key; put it there.",
  },
  {
    code: "UNEXPECTED_TOKEN",
    when: /^Block scalar header/,
    says: () => 'Text after "|" or ">" begins on the next line; move it there.',
    underline: "rest-of-line",
  },
  {
    code: "UNEXPECTED_TOKEN",
    when: /^Unexpected (,|empty item)/,
    says: () => "There is a comma without an item here; remove it.",
  },
  {
    code: "UNEXPECTED_TOKEN",
    when: /flow-(map|seq)-end token/,
    says: (token) => `This "${token}" closes nothing; remove it, or put the value in quotes.`,
  },
  {
    code: "UNEXPECTED_TOKEN",
    when: /^Unexpected (\w+-)*scalar at node end/,
    says: (token) =>
      `${named(token)} follows a value that is already complete; put all of the value in quotes, or correct the indentation.`,
    underline: "rest-of-line",
  },
  {
    code: "UNEXPECTED_TOKEN",
    says: (token) => `${named(token)} is not expected here; remove it, or put the value in quotes.`,
  },
  {
    code: "BAD_PROP_ORDER",
    says: () => 'A tag or anchor comes after "-", "?" or ":"; move it there.',
  },
  { code: "MULTIPLE_ANCHORS", says: () => "A value can have one anchor only; remove the others." },
  { code: "MULTIPLE_TAGS", says: () => "A value can have one tag only; remove the others." },
  { code: "ALIAS_PROPS", says: () => "An alias can't have a tag or an anchor; remove it." },
  {
    code: "TAG_RESOLVE_FAILED",
    says: (token) => `${named(token)} does not fit its tag; correct one of them, or put the value in quotes.`,
  },
  {
    code: "BAD_DIRECTIVE",
    says: () => 'A line that begins with "%" is a directive in YAML, and this is none; remove it.',
    underline: "rest-of-line",
  },
  {
    code: "KEY_OVER_1024_CHARS",
    says: () =>
      "A key can have 1024 characters at most; shorten it, or put the value that holds a colon in quotes.",
  },
  { code: "RESOURCE_EXHAUSTION", says: () => "This nests too deep to be read; make it flatter." },
];

function spaceMissing(token: string): string {
  return `A space is missing after the colon in ${named(token)}; add it to make this a key and its value.`;
}

const strayItem = "This list item lines up with no list; indent it as the items around it, or below its key.";

function neverClosed(token: string): string {
  switch (token[0]) {
    case "[":
      return 'The "[" is never closed; add "]", indented further than its key.';
    case "{":
      return 'The "{" is never closed; add "}", indented further than its key.';
    case "'":
    case '"':
      return `The quote ${token[0]} is never closed; add one where the text ends.`;
    default:
      return "A quote or bracket above is never closed; close it where it ends.";
  }
}

function named(token: string): string {
  return token === "" ? "This" : `"${token.length > 40 ? `${token.slice(0, 39)}…` : token}"`;
}
