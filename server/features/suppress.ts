import { suppressionComment } from "../rules/suppressions.ts";
import { Lines } from "../text/lines.ts";
import type { Problem, TextEdit } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { parseYaml } from "../yaml/parse.ts";
import { entries, isScalar, items, rangeOf, type YamlNode } from "../yaml/tree.ts";

/**
 * The edit that has a rule ignored on the line of a problem: a comment on a line of its own above, or one more rule in
 * the comment that is there. Undefined within a text of several lines, where a comment would be part of the text.
 */
export function suppression(
  text: string,
  { rule, range }: Pick<Problem, "rule" | "range">,
): TextEdit | undefined {
  const lines = new Lines(text);
  const { line } = lines.position(range.start);
  const contentOf = (each: number) => text.slice(lines.start(each), lines.start(each + 1));
  // A comment on the line itself counts instead of the one above.
  const existing =
    commentEnd(contentOf(line), false) ?? (line > 0 ? commentEnd(contentOf(line - 1), true) : undefined);
  if (existing !== undefined) {
    const at = lines.start(commentEnd(contentOf(line), false) === undefined ? line - 1 : line) + existing;
    return { range: { start: at, end: at }, newText: ` ${rule}` };
  }
  const start = lines.start(line);
  if (isWithinText(text, start)) return undefined;
  const [indent = ""] = /^[ \t]*/.exec(contentOf(line)) ?? [];
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  return { range: { start, end: start }, newText: `${indent}# dps-ignore ${rule}${ending}` };
}

/** Where the rules of a comment on that line end; only of one that names any, for the others ignore all. */
function commentEnd(content: string, alone: boolean): number | undefined {
  const match = suppressionComment.exec(content);
  if (!match || !match[1]?.trim()) return undefined;
  if (alone && content.slice(0, match.index).trim() !== "") return undefined;
  return match.index + match[0].trimEnd().length;
}

/** Whether a scalar begins on a line before and goes on here. */
function isWithinText(text: string, start: number): boolean {
  const goesOn = ({ start: from, end }: OffsetRange) => from < start && start < end;
  const inNode = (node: YamlNode | undefined): boolean => {
    if (!node || !goesOn(rangeOf(node))) return false;
    if (isScalar(node)) return true;
    return items(node).some(inNode) || entries(node).some(({ value, merged }) => !merged && inNode(value));
  };
  return parseYaml(text).documents.some(({ root }) => inNode(root));
}
