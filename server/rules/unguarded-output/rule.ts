import { datasetKey, parseAddress } from "../../address/address.ts";
import type { DataProduct, Job } from "../../manifest/model.ts";
import type { Located } from "../../text/range.ts";
import type { ReferenceSite, WorkspaceView } from "../../workspace/view.ts";
import { workflowOf } from "../dag.ts";
import { findUnwritten } from "../datasets.ts";
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
  check({ file, manifest: { body }, workspace, report }) {
    if (body?.type !== "data-product") return;
    const outputs = body.outputs.flatMap(({ ref, checks }) => {
      const key = ref && keyOf(ref);
      return ref && key !== undefined ? [{ ref, key, checks, guarded: isGuarded(key, workspace) }] : [];
    });
    const other = outputs.find((output) => output.guarded)?.key;
    const elsewhere = other === undefined ? guardedElsewhere(body, file, workspace) : undefined;
    for (const { ref, key, checks } of outputs.filter((output) => !output.guarded)) {
      if (checks) {
        report({
          range: ref.range,
          severity: "warning",
          message: `The product promises quality checks of ${key}, and no quality check of the workspace looks at it; add a job that does.`,
        });
        continue;
      }
      // What nobody writes is probably misspelt, and that is said elsewhere.
      const isWritten = workspace.definitions("dataset", key).length > 0;
      const isMeant = elsewhere?.meant.has(key) ?? false;
      const guarded = other ?? (isWritten && !isMeant ? elsewhere?.key : undefined);
      if (guarded !== undefined) {
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
 * well do without checks of its own. With it the datasets that checks of misspelt ones are probably meant for.
 */
function guardedElsewhere(
  { inputs }: DataProduct,
  file: string,
  workspace: WorkspaceView,
): { readonly key: string; readonly meant: ReadonlySet<string> } | undefined {
  const keys = inputs.flatMap(({ ref }) => (ref && keyOf(ref)) ?? []);
  if (keys.length === 0 || keys.some((key) => isGuarded(key, workspace))) return undefined;
  const checked = workspace
    .mentions("dataset")
    .filter((key) => workspace.references("dataset", key).some(isChecked));
  const meant = checked.flatMap((key) => findUnwritten(key, file, workspace)?.namesakes ?? []);
  return checked[0] === undefined ? undefined : { key: checked[0], meant: new Set(meant) };
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
