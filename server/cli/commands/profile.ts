import { parseArgs } from "node:util";
import { datasetsOf, toDatasetKey } from "../../features/datasets.ts";
import { manifestsIn, projectOf } from "../../features/project.ts";
import { profileDatasets } from "../../run/profile.ts";
import { UsageError, type ExitStatus } from "../exit-status.ts";
import { environmentOption, oneOf, onePath } from "../options.ts";
import { reportProgress } from "../progress.ts";
import { renderProfile } from "../render/profile.ts";
import { withSession } from "../session.ts";
import { openTarget, type Target } from "../target.ts";
import type { Terminal } from "../terminal.ts";

/** `dps profile`: what is in the columns of the datasets that the manifests name. */
export async function profile(parameters: string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      dataset: { type: "string" },
      format: { type: "string", default: "text" },
      ...environmentOption,
    },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const target = await openTarget(onePath("profile", positionals), {
    terminal,
    environment: values.environment,
  });
  const datasets = values.dataset === undefined ? datasetsIn(target) : [oneDataset(values.dataset)];
  const result = await withSession(target, (session) =>
    profileDatasets(session, { datasets, onProgress: reportProgress(terminal) }),
  );
  terminal.stdout.write(
    `${format === "json" ? JSON.stringify(result, null, 2) : renderProfile(result, terminal)}\n`,
  );
  return result.datasets.some(({ error }) => error !== undefined) ? 1 : 0;
}

function datasetsIn({ workspace, files }: Target): readonly string[] {
  return datasetsOf(manifestsIn(projectOf(workspace), files));
}

/** @throws UsageError for a text that names no dataset */
export function oneDataset(text: string): string {
  const key = toDatasetKey(text);
  if (key === undefined)
    throw new UsageError(`"${text}" names no dataset; write dataos://DEPOT:COLLECTION/DATASET.`);
  return key;
}
