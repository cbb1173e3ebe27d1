import type { JobNode } from "./graph.ts";

/**
 * The jobs one after the other: each after those it needs, and where that leaves a choice, after those that write
 * what it reads, else as they come. Jobs in a cycle come last.
 */
export function orderJobs(jobs: readonly JobNode[]): readonly JobNode[] {
  const rest = new Set(jobs);
  const ordered: JobNode[] = [];
  while (rest.size > 0) {
    const waiting = [...rest];
    const ready = waiting.filter((node) => ![...node.needs].some((needed) => rest.has(needed)));
    const next = ready.find((node) => producersOf(node, rest).length === 0) ?? ready[0] ?? waiting[0];
    if (!next) break;
    rest.delete(next);
    ordered.push(next);
  }
  return ordered;
}

/** The other jobs that write what a job reads. */
export function producersOf(node: JobNode, among: Iterable<JobNode>): readonly JobNode[] {
  if (node.reads.length === 0) return [];
  return [...among].filter(
    (other) => other !== node && other.writes.some((dataset) => node.reads.includes(dataset)),
  );
}
