import { datasetOf } from "../flare/plan.ts";
import type { FlareJob, Job, Manifest } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import { orderJobs } from "./order.ts";
import { resolveFile, workflowsOf } from "./project.ts";
import type { Project, WorkflowSite } from "./project.ts";

/** The jobs of some workflows and of those that they run, and what has to come before what. */
export interface JobGraph {
  /** A super-DAG comes before the workflows that it runs. */
  readonly workflows: readonly WorkflowNode[];
  readonly jobs: readonly JobNode[];
}

export interface WorkflowNode {
  readonly file: string;
  readonly name: string;
  /** Of its name. */
  readonly range: OffsetRange;
  readonly jobs: readonly JobNode[];
}

export interface JobNode {
  readonly file: string;
  readonly workflow: string;
  readonly name: string;
  readonly job: Job;
  /** Jobs that must have succeeded; of a job that runs a workflow, also the jobs of that workflow. */
  readonly needs: ReadonlySet<JobNode>;
  /** For a job of a super-DAG: the jobs of the workflow it runs. */
  readonly runs?: readonly JobNode[];
  /** Keys of the datasets that the job reads and writes. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Why the job can't run, whatever the others do, and which part of it is to blame. */
  readonly fault?: Fault;
}

export interface Fault {
  readonly message: string;
  readonly range: OffsetRange;
}

/** Flattens the workflows: a job with `file` stands for the jobs of the workflow in that file. */
export function buildGraph(project: Project, selected: readonly WorkflowSite[]): JobGraph {
  const all = workflowsOf(project);
  const nodes = new Map<Manifest, { node: WorkflowNode; jobs: Draft[] }>();

  /** A workflow runs once, and waits for what the first job that runs it waits for. */
  function add(
    site: WorkflowSite,
    gates: ReadonlySet<JobNode>,
    within: readonly Manifest[],
  ): readonly Draft[] {
    const known = nodes.get(site.manifest);
    if (known) return known.jobs;
    const { value: name, range } = site.manifest.name ?? { value: site.file, range: site.manifest.range };
    const jobs = site.workflow.jobs.map((job) => draft(site.file, name, job, gates));
    nodes.set(site.manifest, { node: { file: site.file, name, range, jobs }, jobs });
    linkDependencies(jobs);
    for (const job of orderJobs(jobs) as readonly Draft[]) include(job, [...within, site.manifest]);
    return jobs;
  }

  function include(node: Draft, within: readonly Manifest[]): void {
    if (!node.job.file) return;
    const { value: path, range } = node.job.file;
    const blame = (message: string): void => void (node.fault = { message, range });
    const file = resolveFile(project, node.file, path);
    const targets = all.filter((site) => site.file === file);
    if (file === undefined) blame(`There is no file "${path}" in this workspace.`);
    else if (targets.length === 0) blame(`The file "${file}" holds no workflow.`);
    else if (targets.some((target) => within.includes(target.manifest))) {
      blame(`The file "${file}" runs this job itself, so that it would never end.`);
    } else {
      node.runs = targets.flatMap((target) => add(target, new Set(node.needs), within));
      node.runs.forEach((job) => node.needs.add(job));
    }
  }

  for (const site of rootsFirst(project, selected)) add(site, new Set(), []);
  const jobs = [...nodes.values()].flatMap((workflow) => workflow.jobs);
  markCycles(jobs);
  return { workflows: [...nodes.values()].map(({ node }) => node), jobs };
}

export function flareOf({ job }: Pick<JobNode, "job">): FlareJob | undefined {
  return job.body?.type === "flare" ? job.body : undefined;
}

/** A node that is still being linked. */
interface Draft extends JobNode {
  readonly needs: Set<JobNode>;
  runs?: readonly JobNode[];
  fault?: Fault;
}

function draft(file: string, workflow: string, job: Job, gates: ReadonlySet<JobNode>): Draft {
  const flare = flareOf({ job });
  return {
    file,
    workflow,
    name: job.name?.value ?? "(no name)",
    job,
    needs: new Set(gates),
    reads: flare?.inputs.flatMap(({ dataset }) => (dataset && datasetOf(dataset.value)) ?? []) ?? [],
    writes:
      flare?.outputs.flatMap(
        ({ name, dataset }) => (dataset && datasetOf(dataset.value, name?.value)) ?? [],
      ) ?? [],
  };
}

/** Dependencies name jobs of the same workflow. */
function linkDependencies(jobs: readonly Draft[]): void {
  for (const node of jobs) {
    for (const { value, range } of node.job.dependencies) {
      const needed = jobs.find(({ name }) => name === value);
      if (needed) node.needs.add(needed);
      else node.fault ??= { message: `It depends on "${value}", and this workflow has no such job.`, range };
    }
  }
}

/** Workflows that no other of them runs come first, so that those they run wait for the right jobs. */
function rootsFirst(project: Project, selected: readonly WorkflowSite[]): readonly WorkflowSite[] {
  const included = new Set(
    selected.flatMap(({ file, workflow }) =>
      workflow.jobs.flatMap((job) => (job.file && resolveFile(project, file, job.file.value)) ?? []),
    ),
  );
  const isRoot = ({ file }: WorkflowSite): boolean => !included.has(file);
  return [...selected.filter(isRoot), ...selected.filter((site) => !isRoot(site))];
}

/** Every job that waits for itself gets that as its fault. */
function markCycles(jobs: readonly Draft[]): void {
  for (const node of jobs) {
    const cycle = pathTo(node, node);
    if (!cycle) continue;
    const message = `Its dependencies lead back to it: ${cycle.map(({ name }) => name).join(" → ")}.`;
    node.fault ??= { message, range: node.job.name?.range ?? node.job.range };
  }
}

/** A way along `needs` from a job to another, both included; undefined when there is none. */
function pathTo(start: JobNode, target: JobNode): readonly JobNode[] | undefined {
  const cameFrom = new Map<JobNode, JobNode>();
  const queue: JobNode[] = [start];
  for (const node of queue) {
    for (const needed of node.needs) {
      if (needed === target) return [...backFrom(node, start, cameFrom), target];
      if (cameFrom.has(needed)) continue;
      cameFrom.set(needed, node);
      queue.push(needed);
    }
  }
  return undefined;
}

function backFrom(node: JobNode, start: JobNode, cameFrom: ReadonlyMap<JobNode, JobNode>): JobNode[] {
  const path = [node];
  for (let at = node; at !== start;) {
    at = cameFrom.get(at) ?? start;
    path.unshift(at);
  }
  return path;
}
