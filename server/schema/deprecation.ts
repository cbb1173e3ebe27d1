import type { Problem } from "../text/problem.ts";
import { rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import type { Applied } from "./compile.ts";
import { changeTo, renameKey } from "./fixes.ts";
import { sentence, severityOf, subject, type Path } from "./wording.ts";

/**
 * A key that should no longer be written; or a value, where it is a branch for certain values that says so.
 *
 * @param deprecated the schema that says so, which applies to the node
 * @param entry the entry that the node is the value of, among its siblings
 */
export function deprecationProblem(
  { schema: { schema }, branch }: Applied,
  node: YamlNode | undefined,
  entry: Entry | undefined,
  siblings: readonly Entry[],
  path: Path,
): Problem | undefined {
  const range = entry && !branch ? entry.keyRange : node && rangeOf(node);
  if (!range) return undefined;
  const replacement = schema["x-replaced-by"];
  const what = branch ? `This value of ${subject(path)}` : sentence(subject(path));
  const advice = replacement === undefined ? "" : `; use \`${replacement}\` instead`;
  const problem: Problem = {
    rule: "deprecated-key",
    severity: severityOf(schema, "hint"),
    message: schema["x-message"] ?? `${what} is deprecated${advice}.`,
    range,
  };
  if (replacement === undefined || entry?.merged) return problem;
  if (branch) return node ? { ...problem, fixes: [changeTo(node, replacement)] } : problem;
  // A dot leads to a key inside another one: no mere renaming.
  const isRenaming = !replacement.includes(".") && !siblings.some(({ name }) => name === replacement);
  return entry && isRenaming ? { ...problem, fixes: [renameKey(entry, replacement)] } : problem;
}
