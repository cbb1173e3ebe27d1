import type { YamlNode } from "../yaml/tree.ts";
import { readBundle } from "./bundle.ts";
import { readDataProduct } from "./data-product.ts";
import { readDepot } from "./depot.ts";
import type { Findings } from "./findings.ts";
import { readImpliedDefinitions } from "./implied.ts";
import { readLensDeployment } from "./lens-deployment.ts";
import { readLens1 } from "./lens-1.ts";
import { readLensModel } from "./lens-model.ts";
import type { Body, Manifest } from "./model.ts";
import { readMonitor, readWorker } from "./monitor.ts";
import { readPager } from "./pager.ts";
import { readService } from "./service.ts";
import { readStackManifest } from "./stack.ts";
import { readWorkflow } from "./workflow.ts";

/** What a reader is given beside the manifest's node. */
export interface ReadContext {
  readonly findings: Findings;
  /** Facts of a complete manifest that stands inside this one; undefined when it is none of ours. */
  nested(node: YamlNode | undefined): Manifest | undefined;
}

/**
 * Reads the typed body of a manifest, and adds to the findings what no schema can say: symbols whose names
 * are put together from several values, and those inside SQL templates.
 */
export function readBody(kind: string, root: YamlNode, context: ReadContext): Body | undefined {
  return readers.get(kind)?.(root, context);
}

type Reader = (root: YamlNode, context: ReadContext) => Body | undefined;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["workflow", readWorkflow],
  ["bundle", readBundle],
  ["data-product", readDataProduct],
  ["depot", readDepot],
  ["monitor", readMonitor],
  ["pager", readPager],
  ["service", readService],
  ["worker", readWorker],
  ["stack", readStackManifest],
  ["lens", readLensDeployment],
  ["lens-tables", readLensModel],
  ["lens-views", readLensModel],
  ["lens-1", readLens1],
  ["database", readImpliedDefinitions],
  ["lakehouse", readImpliedDefinitions],
]);
