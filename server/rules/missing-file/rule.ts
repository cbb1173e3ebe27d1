import type { PathReference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import { nounOf } from "../nouns.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** A `file:` path must lead to a file of the workspace. Keys and certificates stay outside it on purpose. */
export const rule = defineRule({
  id: "missing-file",
  severity: "warning",
  summary:
    "A path leads to no file beside the manifest or under the workspace root, or to one of another kind.",
  check(context) {
    for (const reference of context.manifest.paths) {
      if (!reference.open && !left.has(reference.expects)) check(context, reference);
    }
  },
});

/** What may lie elsewhere: data, and key files, which have a rule of their own. */
const left: ReadonlySet<string> = new Set(["file", "folder", "key-file"]);

function check(context: RuleContext, reference: PathReference): void {
  const { workspace, report } = context;
  const { path, range, expects } = reference;
  const found = workspace.resolvePath(path);
  if (found !== undefined) {
    if (expects !== "sql" && expects !== "manifest") checkKind(context, reference, found);
    return;
  }
  if (/^([/\\~]|[A-Za-z]:)/.test(path)) {
    report({
      range,
      severity: "hint",
      message: `"${path}" is a path on one machine; write it relative to the workspace.`,
    });
    return;
  }
  const near = expects === "sql" ? nearestSql(path, context) : nearestPath(path, workspace.paths());
  if (near === undefined) {
    report({
      range,
      message: `There is no file "${path}" beside this manifest or under the workspace root; correct the path.`,
    });
    return;
  }
  // `load_sql('x')` gives the name alone, everything else the path.
  const newText = expects === "sql" ? baseName(near).replace(/\.sql$/, "") : near;
  report({
    range,
    message: `There is no file "${path}"; did you mean "${near}"?`,
    fixes: [{ title: `Change to "${newText}"`, edits: [{ range, newText }] }],
  });
}

/** A file that holds manifests, but none of the kind that can stand here. */
function checkKind(
  { workspace, report }: RuleContext,
  { path, range, expects }: PathReference,
  file: string,
) {
  const manifests = workspace.manifests(file) ?? [];
  const [first] = manifests;
  if (!first || manifests.some(({ kind }) => kind === expects)) return;
  const wanted = nounOf(expects).name;
  report({
    range,
    message: `"${path}" holds no ${wanted}, but a ${nounOf(first.kind).name}; give the path of a ${wanted}.`,
  });
}

/** A path of nearly that spelling, else the file of that name in another folder, else one of nearly that name. */
function nearestPath(path: string, paths: readonly string[]): string | undefined {
  const near = nearest(path, paths);
  if (near !== undefined) return near;
  const name = baseName(path);
  const same = paths.filter((other) => baseName(other) === name);
  if (same.length > 0) return nearest(path, same) ?? same[0];
  const nearName = nearest(name, paths.map(baseName));
  return paths.find((other) => baseName(other) === nearName);
}

/** The SQL files of a Lens model are all in one folder. */
function nearestSql(path: string, { file, workspace }: RuleContext): string | undefined {
  const paths = workspace.paths().filter((other) => /(?:^|\/)sqls\/[^/]*\.sql$/.test(other));
  const own = paths.filter((other) => file.startsWith(other.replace(/sqls\/[^/]*$/, "")));
  const near = nearest(baseName(path), own.map(baseName));
  return own.map((other) => `sqls/${baseName(other)}`).find((other) => baseName(other) === near);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
