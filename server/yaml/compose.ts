import { Composer, Lexer, Parser, type Document, type YAMLParseError } from "yaml";
import { DepthGauge, mayNestTooDeep } from "./depth-gauge.ts";
import { maskInsertedLines, maskTemplates, restoreTemplates, type MaskedText } from "./templates.ts";
import type { YamlNode } from "./tree.ts";

export interface Composition {
  readonly documents: readonly Document.Parsed[];
  readonly errors: readonly YAMLParseError[];
  /** Where the text nests too deep; there are no documents then. */
  readonly tooDeepAt?: number;
  /** False when there is surely no alias. */
  readonly mayHaveAlias: boolean;
}

/** Parses a text of one or several documents; throws on nothing. */
export function compose(text: string): Composition {
  const plain = composeMasked(text, maskTemplates(text));
  if (!isWorthMending(plain)) return plain;
  const masked = maskInsertedLines(text);
  const attempt = masked && composeMasked(text, masked);
  return attempt && attempt.errors.length < plain.errors.length ? attempt : plain;
}

/** A text with a mistake or two is; one with thousands is no YAML, and reading it again costs too much. */
export function isWorthMending({ errors }: Composition): boolean {
  return errors.length > 0 && errors.length < 1_000;
}

function composeMasked(text: string, masked: MaskedText): Composition {
  const gauge = mayNestTooDeep(masked.text) ? new DepthGauge() : undefined;
  const parser = new Parser();
  // Source tokens are needed to read scalars again; keys are compared elsewhere, in linear time.
  const composer = new Composer({
    keepSourceTokens: masked.ranges.length > 0,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
    merge: true,
  });
  const documents: Document.Parsed[] = [];
  let mayHaveAlias = false;
  for (const lexeme of new Lexer().lex(masked.text)) {
    if (lexeme.startsWith("*")) mayHaveAlias = true;
    const tooDeepAt = gauge?.read(lexeme);
    if (tooDeepAt !== undefined) return { documents: [], errors: [], tooDeepAt, mayHaveAlias };
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  const errors =
    documents.length > 0 ? documents.flatMap((document) => document.errors) : composer.streamInfo().errors;
  for (const { contents } of documents) restoreTemplates(contents as YamlNode | null, text, masked.ranges);
  return { documents, errors, mayHaveAlias };
}
