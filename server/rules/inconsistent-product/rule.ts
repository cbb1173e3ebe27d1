import { parseResourceId } from "../../address/resource-id.ts";
import type { DataProduct, Manifest, ProductPort } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { flowOfFile, keyOf, unionOf, type Flow } from "../dag.ts";
import { findUnwritten, isKnownDepot } from "../datasets.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * What a data product says it reads and writes must agree with what the workflows it deploys do. Speaks only when
 * all of the product's resources are in the workspace and at least one of them is a workflow.
 */
export const rule = defineRule({
  id: "inconsistent-product",
  severity: "warning",
  summary: "A data product's inputs or outputs disagree with what its workflows read and write.",
  kinds: ["data-product"],
  check(context) {
    const { body } = context.manifest;
    if (body?.type !== "data-product") return;
    const files = workflowFiles(body, context.workspace);
    if (!files || files.length === 0) return;
    const flow = unionOf(files.map((file) => flowOfFile(file, context.workspace)));
    if (checkResource(context, body, flow)) return;
    checkOutputs(context, body, flow);
    checkInputs(context, body, flow);
  },
});

/** Nothing that the product declares agrees with the workflows: then it is rather these that are the wrong ones. */
function checkResource(
  { manifest, report }: RuleContext,
  product: DataProduct,
  { reads, writes, open }: Flow,
): boolean {
  const { inputs, outputs } = product;
  const agrees = (ports: readonly ProductPort[], flow: { has(key: string): boolean }) =>
    ports.length === 0 || ports.some(isUnclear) || datasets(ports).some(({ key }) => flow.has(key));
  if (open || agrees(inputs, reads) || agrees(outputs, writes)) return false;
  report({
    range: product.bundle?.range ?? product.resources[0]?.name?.range ?? placeOf(manifest, product),
    message:
      "The workflows of these resources read none of the product's inputs and write none of its outputs; name the resources that do.",
  });
  return true;
}

function checkOutputs({ workspace, report }: RuleContext, { outputs }: DataProduct, { writes }: Flow): void {
  for (const { ref, key } of datasets(outputs)) {
    if (writes.has(key)) continue;
    const [writer] = workspace.definitions("dataset", key);
    // Nobody writes it at all: that is what `unwritten-dataset` says.
    if (!writer) continue;
    report({
      range: ref.range,
      message: `The output ${key} is written by ${writer.file}, which is not among the product's resources; add it to them, or correct the output.`,
    });
  }
}

function checkInputs(context: RuleContext, product: DataProduct, { reads, open }: Flow): void {
  const { manifest, report } = context;
  const inputs = datasets(product.inputs);
  const outputs = datasets(product.outputs);
  const undeclared = [...reads.keys()].filter(
    (key) => !inputs.some((input) => input.key === key) && !outputs.some((output) => output.key === key),
  );
  // Where an address is wrong, the problem is there, and which of the inputs it means is not known.
  const missing = undeclared.filter((key) => !isDoubtful(key, context));
  const unread = inputs.filter(({ key }) => !reads.has(key) && !isDoubtful(key, context));
  const all = !open && missing.length === undeclared.length;
  const [first] = missing;
  if (first !== undefined && missing.length === 1 && unread.length === 1 && all) {
    for (const { ref, key } of unread) {
      report({
        range: ref.range,
        message: `The product's workflows do not read the input ${key}, but ${first}; correct the input.`,
      });
    }
    return;
  }
  for (const { ref, key } of all ? unread : []) {
    report({
      range: ref.range,
      severity: "hint",
      message: `None of the product's workflows reads the input ${key}; remove it, or add the workflow that does.`,
    });
  }
  // A misspelt input is told of by itself, and may be any one of the missing ones.
  const misspelt = inputs.filter(({ key }) => !reads.has(key) && isDoubtful(key, context));
  if (missing.length <= misspelt.length || product.inputs.some(isUnclear)) return;
  report({
    range: placeOf(manifest, product),
    message: `The product's workflows also read ${missing.join(", ")}; list ${missing.length === 1 ? "it" : "them"} under \`inputs\`.`,
  });
}

/** Other rules have something to say of the address. */
function isDoubtful(key: string, { file, workspace }: RuleContext): boolean {
  const [depot = ""] = key.split(":");
  return !isKnownDepot(depot, workspace) || findUnwritten(key, file, workspace) !== undefined;
}

/** A port that names something other than one dataset may cover any. */
function isUnclear({ ref }: ProductPort): boolean {
  return ref === undefined || keyOf(ref) === undefined;
}

function placeOf(manifest: Manifest, { bundle, resources, inputs }: DataProduct) {
  return (
    inputs[0]?.ref?.range ?? bundle?.range ?? resources[0]?.range ?? manifest.name?.range ?? manifest.range
  );
}

/** Files of the workflows that the product deploys; undefined when one of its resources can't be found. */
function workflowFiles(product: DataProduct, workspace: WorkspaceView): readonly string[] | undefined {
  return product.layout === "v1beta"
    ? filesOfBundle(product, workspace)
    : filesOfResources(product, workspace);
}

function filesOfBundle({ bundle }: DataProduct, workspace: WorkspaceView): readonly string[] | undefined {
  const id = bundle && parseResourceId(bundle.value);
  const site = id && workspace.definitions("bundle", id.name)[0];
  if (site?.manifest.body?.type !== "bundle") return undefined;
  const files: string[] = [];
  for (const { file, spec } of site.manifest.body.items) {
    if (spec || !file) return undefined;
    const path = workspace.resolvePath(file.value);
    const manifests = path === undefined ? undefined : workspace.manifests(path);
    if (!path || !manifests) return undefined;
    if (manifests.some(({ kind }) => kind === "workflow")) files.push(path);
  }
  return files;
}

function filesOfResources(
  { resources }: DataProduct,
  workspace: WorkspaceView,
): readonly string[] | undefined {
  const files: string[] = [];
  for (const { type, name } of resources) {
    if (type?.value !== "workflow") continue;
    const site = name && workspace.definitions("workflow", name.value)[0];
    if (!site) return undefined;
    files.push(site.file);
  }
  return files;
}

function datasets(ports: readonly ProductPort[]): readonly { ref: Located<string>; key: string }[] {
  return ports.flatMap(({ ref }) => {
    const key = ref && keyOf(ref);
    return ref && key ? [{ ref, key }] : [];
  });
}
