import { quoteLiteral } from "../../engine/engine.ts";
import type { Refusal } from "./function.ts";

/** `s/<pattern>/<replacement>/<flags>`, the character after `s` being the delimiter. */
export interface SedExpression {
  readonly pattern: string;
  readonly replacement: string;
  readonly flags: string;
}

export function parseSed(expression: string): SedExpression | Refusal {
  const text = expression.trim();
  const delimiter = text[1];
  const parts = delimiter === undefined ? [] : split(text.slice(2), delimiter);
  const [pattern, replacement, flags] = parts;
  if (!text.startsWith("s") || pattern === undefined || replacement === undefined || parts.length !== 3) {
    return { refused: `"${expression}" is no substitution; write it as s/pattern/replacement/g.` };
  }
  if (pattern === "") return { refused: `The substitution "${expression}" has no pattern.` };
  if (!/^[gi]*$/.test(flags ?? "")) {
    return { refused: `The substitution "${expression}" has the flags "${flags}"; there are only g and i.` };
  }
  return { pattern, replacement, flags: flags ?? "" };
}

/** What Java's regular expressions can and the engine's, which always run in linear time, can't. */
export function unsupportedPattern(pattern: string): string | undefined {
  if (/\(\?(?:[=!>]|<[=!])/.test(pattern)) return "looks around, or groups atomically";
  if (/\\[1-9]|\\k</.test(pattern)) return "refers back to a group";
  return /[*+?}]\+/.test(pattern) ? "has a possessive quantifier" : undefined;
}

/** The substitution as the engine's SQL over a text expression. */
export function sedSql(value: string, { pattern, replacement, flags }: SedExpression): string {
  const engineReplacement = replacement
    .replace(/\\(?=[^\d\\])/g, "")
    .replace(/\$(\d)/g, "\\$1")
    .replace(/\$\{(\d)\}/g, "\\$1");
  const options = quoteLiteral(
    flags.includes("g") || flags.includes("i") ? [...new Set(flags)].join("") : "",
  );
  return `regexp_replace(${value}, ${quoteLiteral(pattern)}, ${quoteLiteral(engineReplacement)}, ${options})`;
}

/** Splits at delimiters that no backslash protects, which then lose that backslash. */
function split(text: string, delimiter: string): string[] {
  const parts = [""];
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    const next = text[index + 1];
    if (character === delimiter) parts.push("");
    else if (character === "\\" && next === delimiter && ++index) parts[parts.length - 1] += delimiter;
    else if (character === "\\" && next !== undefined && ++index) parts[parts.length - 1] += character + next;
    else parts[parts.length - 1] += character;
  }
  return parts;
}
