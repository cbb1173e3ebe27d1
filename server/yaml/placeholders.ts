import { CST, isMap, isScalar, isSeq, type Scalar } from "yaml";
import type { OffsetRange } from "../text/range.ts";
import type { YamlNode } from "./tree.ts";

export interface MaskedText {
  /** Of the same length as the original. */
  readonly text: string;
  /** In the order of the text. */
  readonly ranges: readonly OffsetRange[];
}

/**
 * Hides `{{ … }}`: YAML reads an unquoted one as a map with a map as its key, though it stands for a value
 * that is filled in later.
 */
export function maskPlaceholders(text: string): MaskedText {
  if (!text.includes("{{")) return { text, ranges: [] };
  const ranges: OffsetRange[] = [];
  const masked = text.replace(/\{\{(?:(?!\}\})[^\r\n])*\}\}/g, (placeholder, start: number) => {
    ranges.push({ start, end: start + placeholder.length });
    return "x".repeat(placeholder.length);
  });
  return { text: masked, ranges };
}

/** Gives the scalars that hold a masked placeholder the value that the original text gives them. */
export function restorePlaceholders(
  root: YamlNode | null,
  text: string,
  masks: readonly OffsetRange[],
): void {
  if (masks.length === 0) return;
  let next = 0;
  visitScalars(root, (scalar) => {
    // Scalars come in the order of the text, as the masks do.
    while ((masks[next]?.end ?? Infinity) <= scalar.range[0]) next++;
    if ((masks[next]?.start ?? Infinity) < scalar.range[1]) readAgain(scalar, text);
  });
}

function visitScalars(node: unknown, visit: (scalar: Scalar.Parsed) => void): void {
  if (isScalar(node)) return visit(node as Scalar.Parsed);
  if (isSeq(node)) for (const item of node.items) visitScalars(item, visit);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    visitScalars(key, visit);
    visitScalars(value, visit);
  }
}

function readAgain(scalar: Scalar.Parsed, text: string): void {
  const token = scalar.srcToken;
  if (!token) return;
  const end = scalar.range[1];
  // What comes before the source of a block scalar is its header.
  const source = text.slice(end - token.source.length, end);
  const value = CST.resolveAsScalar({ ...token, source }, false, () => undefined)?.value;
  if (value === undefined) return;
  scalar.value = value;
  scalar.source = value;
}
