import type { PathReference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** A `file:` path must lead to a file of the workspace. Keys and certificates stay outside it on purpose. */
export const rule = defineRule({
  id: "missing-file",
  severity: "warning",
  summary: "A path leads to no file beside the manifest or under the workspace root.",
  check(context) {
    for (const reference of context.manifest.paths) {
      if (!reference.open && reference.expects !== "file" && reference.expects !== "folder")
        check(context, reference);
    }
  },
});

function check({ workspace, report }: RuleContext, { path, range, expects }: PathReference): void {
  if (workspace.resolvePath(path) !== undefined) return;
  if (/^([/\\~]|[A-Za-z]:)/.test(path)) {
    report({
      range,
      severity: "hint",
      message: `"${path}" is a path on one machine; write it relative to the workspace.`,
    });
    return;
  }
  const near = nearestPath(path, workspace.paths());
  report({
    range,
    message: near
      ? `There is no file "${path}"; did you mean "${near}"?`
      : `There is no file "${path}" beside this manifest or under the workspace root.`,
    fixes: near
      ? [{ title: `Change to "${near}"`, edits: [{ range, newText: written(near, expects) }] }]
      : [],
  });
}

/** `load_sql('x')` gives the name alone, everything else the path. */
function written(path: string, expects: string): string {
  return expects === "sql" ? baseName(path).replace(/\.sql$/, "") : path;
}

/** The file of the same name in another folder, else the one whose name is nearest. */
function nearestPath(path: string, paths: readonly string[]): string | undefined {
  const name = baseName(path);
  const same = paths.filter((other) => baseName(other) === name);
  if (same.length > 0) return nearest(path, same) ?? same[0];
  const near = nearest(name, paths.map(baseName));
  return paths.find((other) => baseName(other) === near);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
