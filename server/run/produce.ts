import { fingerprintOf } from "./fingerprint.ts";
import { buildGraph, flareOf } from "./graph.ts";
import type { JobNode } from "./graph.ts";
import { runJobs } from "./jobs.ts";
import type { JobsOptions } from "./jobs.ts";
import { joinFingerprints, writtenFingerprint } from "./lakehouse.ts";
import { orderJobs } from "./order.ts";
import { workflowsOf } from "./project.ts";
import { findSample } from "./sample-data.ts";
import type { Session } from "./session.ts";

/**
 * Sees to it that the datasets have rows: runs the workflows that write those without a sample, and what these
 * read in turn, unless they were written before by the same jobs from the same data. Gives for each dataset that
 * could not be made the reason, in one sentence.
 */
export async function provideDatasets(
  session: Session,
  datasets: readonly string[],
  options: JobsOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const jobs = buildGraph(session.project, workflowsOf(session.project)).jobs.filter((node) => flareOf(node));
  const writers = new Map<string, JobNode[]>();
  for (const node of jobs) {
    for (const dataset of node.writes) writers.set(dataset, [...(writers.get(dataset) ?? []), node]);
  }
  const expected = new Expectations(session, writers);
  const wanted = new Set<JobNode>();
  const missing: string[] = [];

  async function want(dataset: string): Promise<void> {
    const producers = writers.get(dataset) ?? [];
    if (producers.length === 0 || (await findSample(session.project, dataset)).status === "found") return;
    const fingerprint = await expected.of(dataset);
    const written = await writtenFingerprint(session.engine, dataset);
    if (fingerprint !== undefined && fingerprint === written) return;
    missing.push(dataset);
    for (const producer of producers.filter((node) => !wanted.has(node))) {
      wanted.add(producer);
      for (const read of producer.reads) await want(read);
    }
  }

  for (const dataset of new Set(datasets)) await want(dataset);
  const runs = await runJobs(session, orderJobs([...wanted]), options);
  const reasons = new Map<string, string>();
  for (const dataset of missing) {
    const run = writers
      .get(dataset)
      ?.map((node) => runs.get(node))
      .find((found) => found?.status !== "ok");
    if (!run) continue;
    const fate = run.status === "failed" ? "failed" : "was skipped";
    reasons.set(dataset, `The job "${run.name}", which writes ${dataset}, ${fate}. ${run.reason ?? ""}`);
  }
  return reasons;
}

/** The fingerprints that datasets have when everything is up to date, without running anything. */
class Expectations {
  readonly #known = new Map<string, Promise<string | undefined>>();
  readonly #session: Session;
  readonly #writers: ReadonlyMap<string, readonly JobNode[]>;

  constructor(session: Session, writers: ReadonlyMap<string, readonly JobNode[]>) {
    this.#session = session;
    this.#writers = writers;
  }

  /** Undefined: it can't be told, so the dataset is made again. */
  of(dataset: string, above: readonly string[] = []): Promise<string | undefined> {
    // What is made from itself is never up to date.
    if (above.includes(dataset)) return Promise.resolve(undefined);
    const known = this.#known.get(dataset);
    if (known) return known;
    const found = this.#compute(dataset, [...above, dataset]);
    this.#known.set(dataset, found);
    return found;
  }

  async #compute(dataset: string, above: readonly string[]): Promise<string | undefined> {
    const sample = await findSample(this.#session.project, dataset);
    if (sample.status === "found") return sample.fingerprint;
    const written: string[] = [];
    for (const node of this.#writers.get(dataset) ?? []) {
      const fingerprint = await this.#ofJob(node, above);
      if (fingerprint === undefined) return undefined;
      written.push(fingerprint);
    }
    return written.length === 0 ? undefined : joinFingerprints(written);
  }

  async #ofJob(node: JobNode, above: readonly string[]): Promise<string | undefined> {
    const flare = flareOf(node);
    // What a query of an input reads is known only when it has been analysed.
    if (!flare || flare.inputs.some(({ query }) => query)) return undefined;
    const inputs: string[] = [];
    for (const dataset of node.reads) {
      const fingerprint = await this.of(dataset, above);
      if (fingerprint === undefined) return undefined;
      inputs.push(fingerprint);
    }
    return fingerprintOf(flare, inputs);
  }
}
