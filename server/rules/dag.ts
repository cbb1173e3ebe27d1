import { datasetKey, parseAddress } from "../address/address.ts";
import type { Job, Manifest, Workflow } from "../manifest/model.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import type { Located } from "../text/range.ts";
import type { WorkspaceView } from "../workspace/view.ts";

/** What jobs read and write, and which must wait for which: shared by the rules on DAGs and data products. */

/** Datasets by key, as addressed. */
export interface Flow {
  readonly reads: ReadonlyMap<string, Located<string> | undefined>;
  readonly writes: ReadonlySet<string>;
  /** There is more that can't be told: addresses that are wrong or hold placeholders, jobs that are half written. */
  readonly open: boolean;
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
  if (!path || visited.has(path)) return { reads: new Map(), writes: new Set(), open: path === undefined };
  const inside = flowOfFile(path, workspace, visited);
  return { ...inside, reads: new Map([...inside.reads.keys()].map((key) => [key, undefined])) };
}

/** The union over all workflows of a file; what one of its jobs writes for another is no read of the file's. */
export function flowOfFile(
  path: string,
  workspace: WorkspaceView,
  visited: ReadonlySet<string> = new Set(),
): Flow {
  const within = new Set([...visited, path]);
  const jobs = (workspace.manifests(path) ?? []).flatMap((manifest) => workflowOf(manifest)?.jobs ?? []);
  const flow = unionOf(jobs.map((job) => flowOfJob(job, workspace, within)));
  return { ...flow, open: flow.open || jobs.length === 0 };
}

/** What several jobs or files read and write together; what one writes for another is no read of theirs. */
export function unionOf(flows: readonly Flow[]): Flow {
  const writes = new Set(flows.flatMap((flow) => [...flow.writes]));
  const reads = new Map(flows.flatMap((flow) => [...flow.reads]).filter(([key]) => !writes.has(key)));
  return { reads, writes, open: flows.some(({ open }) => open) };
}

function flowOfBody({ body }: Job): Flow {
  const reads = new Map<string, Located<string>>();
  const writes = new Set<string>();
  let open = body === undefined;
  const add = (dataset: Located<string> | undefined, use: (key: string, at: Located<string>) => void) => {
    const key = dataset && keyOf(dataset);
    if (key) use(key, dataset);
    else open = true;
  };
  if (body?.type === "flare" || body?.type === "soda") {
    for (const { dataset } of body.inputs) add(dataset, (key, at) => reads.set(key, at));
  }
  if (body?.type === "flare") {
    for (const { dataset } of body.outputs) add(dataset, (key) => writes.add(key));
    if (body.inputs.length === 0) open = true;
  }
  return { reads, writes, open };
}

/** `depot:collection/dataset` of an address that names all three and holds no placeholder. */
export function keyOf({ value }: Located<string>): string | undefined {
  if (hasPlaceholder(value)) return undefined;
  const { address } = parseAddress(value);
  return address && datasetKey(address);
}

/** A job of a workflow or an item of a bundle: both wait for others by name. */
export interface Waiting {
  readonly name?: Located<string>;
  readonly dependencies: readonly Located<string>[];
}

/** Names of all that one of them waits for, directly or not. */
export function ancestors(one: Waiting, all: readonly Waiting[]): ReadonlySet<string> {
  const byName = new Map(all.map((each) => [each.name?.value, each]));
  const found = new Set<string>();
  const visit = ({ dependencies }: Waiting) => {
    for (const { value } of dependencies) {
      if (found.has(value)) continue;
      found.add(value);
      const next = byName.get(value);
      if (next) visit(next);
    }
  };
  visit(one);
  return found;
}
