import { datasetKey, parseAddress } from "../../address/address.ts";
import type { DataProduct, Job } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import type { ReferenceSite, WorkspaceView } from "../../workspace/view.ts";
import { workflowOf } from "../dag.ts";
import { defineRule } from "../rule.ts";

/**
 * Quality checks promise something to a product's consumers. Whoever guards some of a product's outputs and not the
 * others has probably forgotten them; a product without any check may be guarded where its data comes from.
 */
export const rule = defineRule({
  id: "unguarded-output",
  severity: "hint",
  summary: "A data product's output has no quality check, though it is promised, or others have one.",
  kinds: ["data-product"],
  check({ manifest: { body }, workspace, report }) {
    if (body?.type !== "data-product") return;
    const outputs = body.outputs.flatMap(({ ref, checks }) => {
      const key = ref && keyOf(ref);
      return ref && key !== undefined ? [{ ref, key, checks, guarded: isGuarded(key, workspace) }] : [];
    });
    const guarded = outputs.find((output) => output.guarded)?.key ?? guardedElsewhere(body, workspace);
    for (const { ref, key, checks } of outputs.filter((output) => !output.guarded)) {
      if (checks) {
        report({
          range: ref.range,
          severity: "warning",
          message: `The product promises quality checks of ${key}, and no quality check of the workspace looks at it; add a job that does.`,
        });
      } else if (guarded) {
        report({
          range: ref.range,
          message: `No quality check of the workspace looks at the output ${key}, as one does at ${guarded}; add some.`,
        });
      }
    }
  },
});

/**
 * A dataset that the workspace does check, where none of the product's inputs are: a product of checked inputs may
 * well do without checks of its own.
 */
function guardedElsewhere({ inputs }: DataProduct, workspace: WorkspaceView): string | undefined {
  const keys = inputs.flatMap(({ ref }) => (ref && keyOf(ref)) ?? []);
  if (keys.length === 0 || keys.some((key) => isGuarded(key, workspace))) return undefined;
  return workspace
    .mentions("dataset")
    .find(
      (key) => !workspace.isExternal("dataset", key) && workspace.references("dataset", key).some(isChecked),
    );
}

function isChecked({ manifest, reference: { range } }: ReferenceSite): boolean {
  const jobs = workflowOf(manifest)?.jobs ?? [];
  return jobs.some(
    ({ range: job, body }) => body?.type === "soda" && job.start <= range.start && range.end <= job.end,
  );
}

function isGuarded(key: string, workspace: WorkspaceView): boolean {
  return (
    workspace.isExternal("dataset", key) ||
    workspace.references("dataset", key).some(guards) ||
    workspace.definitions("dataset", key).some(({ manifest }) => workflowOf(manifest)?.jobs.some(asserts))
  );
}

/** Of kinds we don't know we can't tell what they read a dataset for. */
function guards({ manifest, reference: { range } }: ReferenceSite): boolean {
  if (manifest.kind === "data-product" || manifest.kind.startsWith("lens-")) return false;
  const workflow = workflowOf(manifest);
  const job = workflow?.jobs.find((each) => each.range.start <= range.start && range.end <= each.range.end);
  return !workflow || !job?.body || job.body.type === "soda" || asserts(job);
}

function asserts({ body }: Job): boolean {
  return body?.type === "flare" && body.assertions !== undefined;
}

function keyOf({ value }: Located<string>): string | undefined {
  const { address } = parseAddress(value);
  return address && datasetKey(address);
}
