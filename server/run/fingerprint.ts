import { createHash } from "node:crypto";
import type { FlareJob } from "../manifest/model.ts";

/**
 * Identifies what a job makes of its inputs, without running it: the same job over the same inputs gives the same
 * text. `inputs` are the fingerprints of its datasets, in the order of its inputs.
 */
export function fingerprintOf(job: FlareJob, inputs: readonly string[]): string {
  const parts = [
    inputs,
    job.inputs.map(({ name, dataset, query, incremental }) => [
      name?.value,
      dataset?.value,
      query?.value,
      incremental?.context?.value,
      incremental?.sql?.value,
      incremental?.keys.map((key) => [key.name?.value, key.sql?.value]),
    ]),
    job.steps.map(({ name, sql, functions }) => [
      name?.value,
      sql?.value,
      functions.map((called) => [called.name.value, called.parameters]),
    ]),
    job.outputs.map(({ name, dataset, saveMode }) => [name?.value, dataset?.value, saveMode]),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
