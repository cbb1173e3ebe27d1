import type { Token } from "../parser.ts";

/**
 * In Spark `'it''s'` is two literals side by side, `its`; the library reads a quote. The same length of text
 * without the doubled quotes, so that all offsets hold.
 */
export function withoutDoubledQuotes(text: string, tokens: readonly Token[]): string {
  let joined = text;
  for (const { type, start, end } of tokens) {
    const quote = text[start];
    const inner = text.slice(start + 1, end - 1);
    if (type !== "STRING" || (quote !== "'" && quote !== '"') || !inner.includes(quote + quote)) continue;
    const single = inner.replace(/\\.|''|""/gs, (part) => (part === quote + quote ? "" : part));
    joined = joined.slice(0, start) + `${quote}${single}${quote}`.padEnd(end - start) + joined.slice(end);
  }
  return joined;
}

/** `2.5BD`: the library makes it a DECIMAL without its fraction. */
export function hasDecimalSuffix(tokens: readonly Token[]): boolean {
  return tokens.some(({ type, text }) => type === "NUMBER" && text.endsWith("::DECIMAL"));
}
