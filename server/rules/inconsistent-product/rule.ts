import { datasetKey, parseAddress } from "../../address/address.ts";
import type { DataProduct, Manifest, ProductPort } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import { parseResourceId } from "../../address/resource-id.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { flowOfFile, type Flow } from "../dag.ts";
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
    const flow = union(files.map((file) => flowOfFile(file, context.workspace)));
    checkOutputs(context, body, flow);
    checkInputs(context, body, flow);
  },
});

function checkOutputs({ workspace, report }: RuleContext, { outputs }: DataProduct, { writes }: Flow): void {
  for (const { ref, key } of datasets(outputs)) {
    if (writes.has(key)) continue;
    const [writer] = workspace.definitions("dataset", key);
    // Nobody writes it at all: that is what `unwritten-dataset` says.
    if (!writer) continue;
    report({
      range: ref.range,
      message: `The output ${key} is written by ${writer.file}, which is not among the product's resources.`,
    });
  }
}

function checkInputs({ manifest, report }: RuleContext, product: DataProduct, { reads }: Flow): void {
  const declared = datasets(product.inputs);
  for (const { ref, key } of declared) {
    if (reads.has(key)) continue;
    report({
      range: ref.range,
      severity: "hint",
      message: `None of the product's workflows reads the input ${key}.`,
    });
  }
  const missing = [...reads.keys()].filter((key) => !declared.some((input) => input.key === key));
  if (missing.length === 0 || product.inputs.some(isUnclear)) return;
  report({
    range: placeOf(manifest, product),
    message: `The product's workflows also read ${missing.join(", ")}; list ${missing.length === 1 ? "it" : "them"} under \`inputs\`.`,
  });
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

function keyOf({ value }: Located<string>): string | undefined {
  const { address } = parseAddress(value);
  return address && datasetKey(address);
}

function union(flows: readonly Flow[]): Flow {
  const writes = new Set(flows.flatMap((flow) => [...flow.writes]));
  const reads = new Map(flows.flatMap((flow) => [...flow.reads]).filter(([key]) => !writes.has(key)));
  return { reads, writes };
}
