import type { LensModel, Manifest, SodaInput, Workflow } from "../../manifest/model.ts";
import type { OffsetRange } from "../../text/range.ts";
import { nameOf } from "../../workspace/paths.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { toDatasetKey } from "../datasets.ts";
import { noResults, resultKey, type LastResults } from "../last-results.ts";
import { datasetsWrittenBy, keyOf, membersOf, type Member } from "./members.ts";
import {
  groups,
  type Group,
  type NodeKind,
  type ProductNode,
  type ProductTree,
  type RunState,
} from "./node.ts";

/** The data products of a workspace and what each is made of, with what became of it in the last run. */
export function productTree(workspace: Workspace, results: LastResults = noResults): ProductTree {
  const all = workspace.ownFiles.flatMap((file) =>
    workspace.steadyManifests(file).map((manifest): Member => ({ file, manifest })),
  );
  const manifests = all.filter(({ manifest }) => !manifest.nested && manifest.kind !== "lens-sql");
  const owned = new Set<string>();
  const products = manifests
    .filter(({ manifest }) => manifest.body?.type === "data-product")
    .map((product) => {
      const members = membersOf(product, workspace);
      for (const member of [product, ...members]) owned.add(keyOf(member));
      return productNode(product, members, workspace, results);
    });
  const others = manifests.filter((member) => !owned.has(keyOf(member)));
  return { manifests: manifests.length, products: sorted(products), others: byKind(others, results) };
}

function productNode(
  product: Member,
  members: readonly Member[],
  workspace: Workspace,
  results: LastResults,
): ProductNode {
  const parts: Record<Group, readonly ProductNode[]> = {
    inputs: inputsOf(product, workspace),
    workflows: sorted(members.flatMap((member) => workflowNodes(member, results))),
    datasets: sorted(datasetNodes([product, ...members], workspace)),
    checks: sorted(members.flatMap((member) => checkNodes(member, results))),
    lens: sorted(members.flatMap((member) => lensNodes(member, members))),
    monitors: sorted(ofKind(members, "monitor")),
    pagers: sorted(ofKind(members, "pager")),
    resources: sorted(members.filter(isResource).map((member) => node("resource", member))),
  };
  const children = groups.flatMap((name): ProductNode[] =>
    parts[name].length > 0 ? [holder({ kind: "group", name, children: parts[name] })] : [],
  );
  return holder({ ...node("product", product), children });
}

function byKind(members: readonly Member[], results: LastResults): readonly ProductNode[] {
  const kinds = Map.groupBy(members, ({ manifest }) => manifest.kind);
  const nodes = [...kinds].map(([name, ofThatKind]) => {
    const children = ofThatKind.flatMap((member): readonly ProductNode[] => {
      const { body } = member.manifest;
      const parts = [...workflowNodes(member, results), ...checkNodes(member, results)];
      if (parts.length > 0) return parts;
      if (body?.type === "monitor" || body?.type === "pager" || body?.type === "lens")
        return [node(body.type, member)];
      return [node("resource", member)];
    });
    return holder({ kind: "group", name, children: sorted(children) });
  });
  return sorted(nodes);
}

/** What holds others has failed with any of them, and has passed once all have; what was skipped says nothing. */
function holder(held: ProductNode): ProductNode {
  const states = new Set(held.children.flatMap(({ state }) => state ?? []));
  const state = (["failed", "not-run", "passed"] as const).find((each) => states.has(each));
  return state === undefined ? held : { ...held, state };
}

function node(kind: NodeKind, { file, manifest }: Member): ProductNode {
  const { name, range } = manifest;
  const place = { file, range: name?.range ?? { start: range.start, end: range.start } };
  return {
    kind,
    name: name?.value ?? nameOf(file),
    ...(kind === "resource" && { detail: manifest.kind }),
    place,
    children: [],
  };
}

function inputsOf({ file, manifest }: Member, workspace: Workspace): readonly ProductNode[] {
  const { body, references } = manifest;
  if (body?.type !== "data-product") return [];
  return body.inputs.flatMap(({ ref }): ProductNode[] => {
    if (!ref) return [];
    const reference = references.find(
      ({ symbols, range, open }) => symbols.includes("dataset") && !open && isWithin(range, ref.range),
    );
    if (!reference)
      return [{ kind: "input", name: ref.value, place: { file, range: ref.range }, children: [] }];
    const [written] = workspace.view(file).definitions("dataset", reference.name);
    const place = written
      ? { file: written.file, range: written.definition.range }
      : { file, range: ref.range };
    return [{ kind: "input", ...namesOf(reference.name), place, children: [] }];
  });
}

function workflowNodes(member: Member, { workflows }: LastResults): readonly ProductNode[] {
  const { body, name } = member.manifest;
  if (body?.type !== "workflow" || !body.jobs.some((job) => !isCheckingOnly(job))) return [];
  const runs = body.jobs.some(
    ({ file, body: job }) => file !== undefined || (job?.type === "flare" && job.outputs.length > 0),
  );
  if (!name || !runs) return [node("workflow", member)];
  const status = workflows.get(resultKey(member.file, name.value));
  const state: RunState = status === "ok" ? "passed" : (status ?? "not-run");
  return [{ ...node("workflow", member), workflow: name.value, state }];
}

function isCheckingOnly({ body }: Workflow["jobs"][number]): boolean {
  return body?.type === "soda" && body.inputs.some(({ checks }) => checks.length > 0);
}

/** Where a dataset is written; one that is offered and written by nobody here, where it is offered. */
function datasetNodes(members: readonly Member[], workspace: Workspace): readonly ProductNode[] {
  const keys = new Map(members.flatMap((member) => datasetsWrittenBy(member).map((key) => [key, member])));
  return [...keys].flatMap(([key, member]): ProductNode[] => {
    const [written] = workspace.view(member.file).definitions("dataset", key);
    const offered = member.manifest.references.find(({ name }) => name === key);
    const range = written?.definition.range ?? offered?.range;
    if (!range) return [];
    const place = { file: written?.file ?? member.file, range };
    return [{ kind: "dataset", ...namesOf(key), place, children: [] }];
  });
}

function checkNodes(member: Member, results: LastResults): readonly ProductNode[] {
  const { body } = member.manifest;
  if (body?.type !== "workflow") return [];
  const inputs = body.jobs.flatMap((job) => (job.body?.type === "soda" ? job.body.inputs : []));
  return inputs.flatMap((input) => (input.checks.length > 0 ? checksOf(input, member, results) : []));
}

function checksOf({ dataset, checks }: SodaInput, { file }: Member, results: LastResults): ProductNode[] {
  if (!dataset) return [];
  const key = toDatasetKey(dataset.value);
  const names = key === undefined ? { name: dataset.value } : namesOf(key);
  const state = (key === undefined ? undefined : results.checks.get(resultKey(file, key))) ?? "not-run";
  const place = { file, range: dataset.range };
  return [{ kind: "checks", ...names, place, checks: checks.length, state, children: [] }];
}

function lensNodes(member: Member, members: readonly Member[]): readonly ProductNode[] {
  if (member.manifest.body?.type !== "lens") return [];
  const tables = members.flatMap(({ file, manifest: { body } }) =>
    body?.type === "lens-model" ? tableNodes(file, body) : [],
  );
  return [{ ...node("lens", member), children: sorted(tables) }];
}

function tableNodes(file: string, { tables, views }: LensModel): readonly ProductNode[] {
  const nodesOf = (detail: string, named: LensModel["tables"] | LensModel["views"]) =>
    named.flatMap(({ name }): ProductNode[] =>
      name
        ? [{ kind: "lens-table", name: name.value, detail, place: { file, range: name.range }, children: [] }]
        : [],
    );
  return [...nodesOf("table", tables), ...nodesOf("view", views)];
}

function ofKind(members: readonly Member[], kind: "monitor" | "pager"): readonly ProductNode[] {
  return members.filter(({ manifest }) => manifest.kind === kind).map((member) => node(kind, member));
}

/** What is shown in no other group. */
function isResource({ manifest: { body, kind } }: Member): boolean {
  const shown: readonly Exclude<Manifest["body"], undefined>["type"][] = [
    "workflow",
    "monitor",
    "pager",
    "lens",
    "lens-model",
  ];
  return kind !== "lens-sql" && !kind.startsWith("lens-") && !(body && shown.includes(body.type));
}

/** A dataset goes by its own name; where it lies tells namesakes apart. */
function namesOf(key: string): Pick<ProductNode, "name" | "detail" | "dataset"> {
  const slash = key.lastIndexOf("/");
  return { name: key.slice(slash + 1), detail: key.slice(0, slash), dataset: key };
}

function isWithin(inner: OffsetRange, outer: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function sorted(nodes: readonly ProductNode[]): readonly ProductNode[] {
  return nodes.toSorted((one, other) => one.name.localeCompare(other.name));
}
