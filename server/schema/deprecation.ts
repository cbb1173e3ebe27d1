import type { Problem } from "../text/problem.ts";
import { rangeOf, type Entry, type YamlNode } from "../yaml/tree.ts";
import type { Applied } from "./compile.ts";
import { changeTo, renameKey } from "./fixes.ts";
import { severityOf, subject, type Path, sentence } from "./wording.ts";

interface Place {
  readonly node: YamlNode | undefined;
  /** The entry whose value the node is, among the others of its map. */
  readonly holder: { readonly entry: Entry; readonly siblings: readonly Entry[] } | undefined;
  readonly path: Path;
}

/**
 * A key that should no longer be written; or a value, where it is a branch for certain values that says so.
 */
export function deprecationProblem(
  applied: readonly Applied[],
  { node, holder, path }: Place,
): Problem | undefined {
  const found = applied.find(({ schema, condition }) => schema.schema.deprecated && !condition);
  if (!found) return undefined;
  const { schema } = found.schema;
  const replacement = schema["x-replaced-by"];
  const entry = found.branch ? undefined : holder?.entry;
  const range = entry?.keyRange ?? (node && rangeOf(node));
  if (!range) return undefined;
  const what = found.branch ? `This value of ${subject(path)}` : sentence(subject(path));
  const advice = replacement === undefined ? "" : `; use \`${replacement}\` instead`;
  const problem: Problem = {
    rule: "deprecated-key",
    severity: severityOf(schema, "hint"),
    message: schema["x-message"] ?? `${what} is deprecated${advice}.`,
    range,
  };
  if (replacement === undefined || entry?.merged) return problem;
  if (found.branch) return node ? { ...problem, fixes: [changeTo(node, replacement)] } : problem;
  const isFree = !holder?.siblings.some(({ name }) => name === replacement);
  // A dot leads to a key inside another one: no mere renaming.
  return entry && isFree && !replacement.includes(".")
    ? { ...problem, fixes: [renameKey(entry, replacement)] }
    : problem;
}
