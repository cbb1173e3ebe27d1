import type { Job, Manifest, Workflow } from "../manifest/model.ts";
import { datasetKey, parseAddress } from "../address/address.ts";
import type { Located } from "../text/range.ts";
import type { WorkspaceView } from "../workspace/view.ts";

/** What jobs read and write, and which must wait for which: shared by the rules on DAGs and data products. */

/** Datasets by key, as addressed. */
export interface Flow {
  readonly reads: ReadonlyMap<string, Located<string> | undefined>;
  readonly writes: ReadonlySet<string>;
}

export function workflowOf(manifest: Manifest): Workflow | undefined {
  return manifest.body?.type === "workflow" ? manifest.body : undefined;
}

/** What a job reads and writes; for a job with `file` what the workflows in that file do, super-DAGs flattened. */
export function flowOfJob(
  job: Job,
  workspace: WorkspaceView,
  visited: ReadonlySet<string> = new Set(),
): Flow {
  if (!job.file) return flowOfBody(job);
  const path = workspace.resolvePath(job.file.value);
  if (!path || visited.has(path)) return { reads: new Map(), writes: new Set() };
  const inside = flowOfFile(path, workspace, visited);
  return { reads: new Map([...inside.reads.keys()].map((key) => [key, undefined])), writes: inside.writes };
}

/** The union over all workflows of a file; what one of its jobs writes for another is no read of the file's. */
export function flowOfFile(
  path: string,
  workspace: WorkspaceView,
  visited: ReadonlySet<string> = new Set(),
): Flow {
  const within = new Set([...visited, path]);
  const jobs = (workspace.manifests(path) ?? []).flatMap((manifest) => workflowOf(manifest)?.jobs ?? []);
  const flows = jobs.map((job) => flowOfJob(job, workspace, within));
  const writes = new Set(flows.flatMap((flow) => [...flow.writes]));
  const reads = new Map(flows.flatMap((flow) => [...flow.reads]).filter(([key]) => !writes.has(key)));
  return { reads, writes };
}

function flowOfBody({ body }: Job): Flow {
  const reads = new Map<string, Located<string>>();
  const writes = new Set<string>();
  if (body?.type === "flare" || body?.type === "soda") {
    for (const { dataset } of body.inputs) add(dataset, (key) => dataset && reads.set(key, dataset));
  }
  if (body?.type === "flare") {
    for (const { dataset } of body.outputs) add(dataset, (key) => writes.add(key));
  }
  return { reads, writes };
}

function add(dataset: Located<string> | undefined, use: (key: string) => void): void {
  const { address } = dataset ? parseAddress(dataset.value) : {};
  const key = address && datasetKey(address);
  if (key) use(key);
}

/** Names of all jobs that a job waits for, directly or not. */
export function ancestors(job: Job, jobs: readonly Job[]): ReadonlySet<string> {
  const byName = new Map(jobs.map((each) => [each.name?.value, each]));
  const found = new Set<string>();
  const visit = ({ dependencies }: Job) => {
    for (const { value } of dependencies) {
      if (found.has(value)) continue;
      found.add(value);
      const next = byName.get(value);
      if (next) visit(next);
    }
  };
  visit(job);
  return found;
}
