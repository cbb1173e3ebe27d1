import type { Bundle, Manifest } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { ancestors, workflowOf, type Waiting } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** A job or an item can't wait for itself, neither directly nor through others nor through the file it names. */
export const rule = defineRule({
  id: "cyclic-dependency",
  severity: "error",
  summary: "Jobs or items of a bundle wait for each other, or a super-DAG or bundle leads back to itself.",
  kinds: ["workflow", "bundle"],
  check(context) {
    const jobs = workflowOf(context.manifest)?.jobs ?? [];
    checkDependencies(context, "job", jobs);
    const items = bundleOf(context.manifest)?.items ?? [];
    checkDependencies(
      context,
      "item",
      items.map(({ id, dependencies }) => ({ name: id, dependencies })),
    );
    for (const path of pathsOf(context.manifest)) checkFile(context, path);
  },
});

function bundleOf({ body }: Manifest): Bundle | undefined {
  return body?.type === "bundle" ? body : undefined;
}

/** One problem a cycle: on the dependency that closes it, seen from its first member. */
function checkDependencies({ report }: RuleContext, noun: string, all: readonly Waiting[]): void {
  const reported = new Set<string>();
  for (const one of all) {
    const name = one.name?.value;
    if (!name || reported.has(name) || !ancestors(one, all).has(name)) continue;
    const closing = one.dependencies.find(({ value }) => value === name || waitsFor(value, name, all));
    if (!closing) continue;
    const members = all.filter((each) => inSameCycle(each, one, all)).map((each) => each.name?.value ?? "");
    members.forEach((member) => reported.add(member));
    report({
      range: closing.range,
      message:
        members.length === 1
          ? `The ${noun} "${name}" depends on itself; remove the dependency.`
          : `The ${noun}s ${members.map((member) => `"${member}"`).join(", ")} wait for each other; remove one of their dependencies.`,
    });
  }
}

function waitsFor(one: string, other: string, all: readonly Waiting[]): boolean {
  const found = all.find(({ name }) => name?.value === one);
  return found !== undefined && ancestors(found, all).has(other);
}

function inSameCycle(one: Waiting, other: Waiting, all: readonly Waiting[]): boolean {
  const [a, b] = [one.name?.value, other.name?.value];
  return a !== undefined && b !== undefined && ancestors(one, all).has(b) && ancestors(other, all).has(a);
}

/** Files that a super-DAG runs or a bundle applies. */
function pathsOf(manifest: Manifest): readonly Located<string>[] {
  const holders = workflowOf(manifest)?.jobs ?? bundleOf(manifest)?.items ?? [];
  return holders.flatMap(({ file }) => file ?? []);
}

function checkFile({ file, manifest, workspace, report }: RuleContext, path: Located<string>): void {
  if (!reaches(path.value, { file, kind: manifest.kind }, workspace, new Set())) return;
  const [doing, whole, doesSo] =
    manifest.kind === "bundle" ? ["Applying", "bundle", "applies"] : ["Running", "super-DAG", "runs"];
  report({
    range: path.range,
    message: `${doing} "${path.value}" leads back to this file, so the ${whole} ${doesSo} itself; name another file.`,
  });
}

/** Follows bundles through bundles, and workflows through workflows. */
function reaches(
  path: string,
  target: { readonly file: string; readonly kind: string },
  workspace: WorkspaceView,
  visited: Set<string>,
): boolean {
  const found = workspace.resolvePath(path);
  if (!found || visited.has(found)) return false;
  if (found === target.file) return true;
  visited.add(found);
  const manifests = (workspace.manifests(found) ?? []).filter(({ kind }) => kind === target.kind);
  return manifests.flatMap(pathsOf).some(({ value }) => reaches(value, target, workspace, visited));
}
