import { datasetOf } from "../flare/plan.ts";
import type { FlareInput, FlareJob, SqlText } from "../manifest/model.ts";
import type { Located, OffsetRange } from "../text/range.ts";
import { flareOf } from "./graph.ts";
import type { JobGraph, JobNode } from "./graph.ts";
import type { GraphEdge, GraphNode } from "./results.ts";

/** A graph whose places are still offsets. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly GraphEdge[];
}

export interface DrawnNode extends Omit<GraphNode, "range"> {
  readonly range: OffsetRange;
}

/** Names of the relations that some SQL reads. */
export type Reads = (sql: SqlText) => readonly string[];

/** Jobs as nodes and edges. A Flare job with steps is a box that holds them, any other job is one node. */
export function drawGraph({ workflows, jobs }: JobGraph, reads: Reads): DrawnGraph {
  const drawing = new Drawing();
  const ids = new Map<JobNode, string>();
  for (const { file, name, range, jobs: own } of workflows) {
    const runner = jobs.find(({ runs }) => runs?.some((job) => own.includes(job)));
    const workflow = drawing.add({
      ...{ id: `${file}#${name}`, kind: "workflow", name, file, range },
      within: runner && ids.get(runner),
    });
    for (const job of own) ids.set(job, drawJob(drawing, job, workflow, reads));
  }
  // Every job has its id by now.
  for (const { jobs: own } of workflows) for (const job of own) drawOrder(drawing, job, own, ids);
  return drawing;
}

/** @returns the id of its node */
function drawJob(drawing: Drawing, node: JobNode, within: string, reads: Reads): string {
  const { file, name, job, runs } = node;
  const id = drawing.add({
    ...{ id: `${within}/${name}`, kind: "job", name, within, file, range: job.name?.range ?? job.range },
    stack: runs ? undefined : job.stack?.value,
  });
  const flare = flareOf(node);
  if (flare && flare.steps.length > 0) drawSteps(drawing, flare, { id, file }, reads);
  else drawEnds(drawing, node, id);
  return id;
}

/** What a job reads and writes as a whole. */
function drawEnds(drawing: Drawing, { file, job: { body } }: JobNode, id: string): void {
  if (body?.type !== "flare" && body?.type !== "soda") return;
  for (const { dataset } of body.inputs) drawing.connect(dataset && drawing.dataset(dataset, file), id);
  if (body.type !== "flare") return;
  for (const { name, dataset } of body.outputs)
    drawing.connect(id, dataset && drawing.dataset(dataset, file, name?.value));
}

/** Steps in document order: each sees the inputs and every earlier step, the latest of each name. */
function drawSteps(
  drawing: Drawing,
  { inputs, steps, outputs }: FlareJob,
  { id: within, file }: { readonly id: string; readonly file: string },
  reads: Reads,
): void {
  const read = new Set(steps.flatMap(({ sql }) => (sql ? reads(sql) : [])).map((name) => name.toLowerCase()));
  const visible = new Map<string, string>();
  for (const input of inputs) {
    const id = drawInput(drawing, input, { within, file, read });
    if (input.name && id !== undefined) visible.set(input.name.value.toLowerCase(), id);
  }
  for (const { name, sql, range } of steps) {
    const called = name?.value ?? "(no name)";
    const id = drawing.add({
      ...{ id: `${within}/${called}`, kind: "step", name: called, within, file, range: name?.range ?? range },
    });
    for (const view of sql ? reads(sql) : []) drawing.connect(visible.get(view.toLowerCase()), id);
    if (name) visible.set(name.value.toLowerCase(), id);
  }
  for (const { name, dataset } of outputs) {
    if (!name || !dataset) continue;
    drawing.connect(visible.get(name.value.toLowerCase()), drawing.dataset(dataset, file, name.value));
  }
}

/** An input that some step reads is its dataset; one that nothing reads, or that is a query, is a node of its own. */
function drawInput(
  drawing: Drawing,
  { name, dataset, query, range }: FlareInput,
  {
    within,
    file,
    read,
  }: { readonly within: string; readonly file: string; readonly read: ReadonlySet<string> },
): string | undefined {
  const source = dataset && !query ? drawing.dataset(dataset, file) : undefined;
  if (source !== undefined && name && read.has(name.value.toLowerCase())) return source;
  const called = name?.value ?? "(no name)";
  const id = drawing.add({
    ...{
      id: `${within}/input:${called}`,
      kind: "input",
      name: called,
      within,
      file,
      range: name?.range ?? range,
    },
  });
  drawing.connect(source, id);
  return id;
}

/** A job comes after those of its workflow that it names. */
function drawOrder(
  drawing: Drawing,
  node: JobNode,
  own: readonly JobNode[],
  ids: ReadonlyMap<JobNode, string>,
): void {
  for (const { value } of node.job.dependencies) {
    const needed = own.find(({ name }) => name === value);
    if (needed) drawing.connect(ids.get(needed), ids.get(node), "order");
  }
}

/** Nodes and edges so far. */
class Drawing implements DrawnGraph {
  readonly nodes: DrawnNode[] = [];
  readonly edges: GraphEdge[] = [];
  readonly #ids = new Set<string>();
  readonly #connected = new Set<string>();

  /** @returns the node's id, which differs from the one given when that is taken */
  add(node: DrawnNode): string {
    let id = node.id;
    for (let n = 2; this.#ids.has(id); n++) id = `${node.id}~${n}`;
    this.#ids.add(id);
    this.nodes.push({ ...node, id });
    return id;
  }

  /** @returns the id of the one node that a dataset has */
  dataset({ value, range }: Located<string>, file: string, defaultName?: string): string {
    const name = datasetOf(value, defaultName) ?? value;
    const id = `dataset:${name}`;
    return this.#ids.has(id) ? id : this.add({ id, kind: "dataset", name, file, range });
  }

  /** Once, however often it is asked for; with an end that is not known not at all. */
  connect(from: string | undefined, to: string | undefined, kind: GraphEdge["kind"] = "data"): void {
    const key = JSON.stringify([kind, from, to]);
    if (from === undefined || to === undefined || from === to || this.#connected.has(key)) return;
    this.#connected.add(key);
    this.edges.push({ kind, from, to });
  }
}
