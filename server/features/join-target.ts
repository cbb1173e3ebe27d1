import type { Manifest } from "../manifest/model.ts";
import { parseSelector } from "../run/join.ts";

/** Whether manifests have the step, or the Lens relationship, whose joins a selector asks for. */
export function hasJoinTarget(manifests: readonly Manifest[], selector: string | undefined): boolean {
  const selected = parseSelector(selector);
  switch (selected.kind) {
    case "all":
      return true;
    case "step":
      return stepsOf(manifests).some(
        ({ job, step }) =>
          step?.toLowerCase() === selected.step.toLowerCase() &&
          (selected.job === undefined || job === selected.job),
      );
    case "relationship":
      return relationshipsOf(manifests).some(
        ({ table, target }) => table === selected.table && target === selected.target,
      );
  }
}

function stepsOf(manifests: readonly Manifest[]): { job: string | undefined; step: string | undefined }[] {
  return manifests.flatMap(({ body }) =>
    (body?.type === "workflow" ? body.jobs : []).flatMap(({ name, body: job }) =>
      (job?.type === "flare" ? job.steps : []).map((step) => ({ job: name?.value, step: step.name?.value })),
    ),
  );
}

function relationshipsOf(
  manifests: readonly Manifest[],
): { table: string | undefined; target: string | undefined }[] {
  return manifests.flatMap(({ body }) =>
    (body?.type === "lens-model" ? body.tables : []).flatMap(({ name, joins }) =>
      joins.map(({ target }) => ({ table: name?.value, target: target?.value })),
    ),
  );
}
