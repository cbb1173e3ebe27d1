import { EngineError } from "../engine/engine.ts";
import { lakehouseRelation, writtenFingerprint } from "./lakehouse.ts";
import { findSample } from "./sample-data.ts";
import type { Sample } from "./sample-data.ts";
import type { Session } from "./session.ts";

/** Where the rows of a dataset come from, or why there are none. */
export type DatasetSource =
  | (Rows & { readonly status: "written" })
  | (Rows & {
      readonly status: "sample";
      /** Relative to the root, with `/`. */
      readonly path: string;
    })
  | { readonly status: "missing"; readonly message: string };

interface Rows {
  /** What can stand after FROM. */
  readonly relation: string;
  /** Changes when the rows may have changed. */
  readonly fingerprint: string;
}

/** A dataset's rows are those of its sample if there is one, else what a workflow has written. */
export async function findDataset(session: Session, dataset: string): Promise<DatasetSource> {
  const sample = await findSample(session.project, dataset);
  if (sample.status === "found") return openSample(session, sample);
  if (sample.status === "refused") return { status: "missing", message: sample.message };
  const fingerprint = await writtenFingerprint(session.engine, dataset);
  if (fingerprint === undefined) return { status: "missing", message: sample.message };
  return { status: "written", relation: lakehouseRelation(dataset), fingerprint };
}

async function openSample(
  { engine }: Session,
  { path, fingerprint, open }: Extract<Sample, { status: "found" }>,
): Promise<DatasetSource> {
  try {
    return { status: "sample", path, relation: await open(engine), fingerprint };
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== "sql") throw error;
    return { status: "missing", message: `The sample data ${path} can't be read. ${error.message}` };
  }
}
