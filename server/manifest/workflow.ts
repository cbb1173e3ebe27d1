import { parseAddress } from "../address/address.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import { nearest } from "../text/nearest.ts";
import { get, items, located, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import type { Findings } from "./findings.ts";
import { readFlare } from "./flare.ts";
import { locatedList } from "./located-list.ts";
import type { Job, Workflow } from "./model.ts";
import { readNilus } from "./nilus.ts";
import { readScanner } from "./scanner.ts";
import { readSoda } from "./soda.ts";
import { familyOf, readStackReference } from "./stack.ts";

export function readWorkflow(root: YamlNode, context: ReadContext): Workflow {
  const workflow = get(root, "workflow");
  const jobs = items(get(workflow, "dag")).map((job) => readJob(job, context));
  if (jobs.length === 0 || jobs.some(mayWriteAnything)) {
    context.findings.define({ symbol: "open-output", name: "*", range: rangeOf(root), implied: true });
  }
  const timezone = textOf(get(workflow, "schedule", "timezone"));
  return {
    type: "workflow",
    schedule: located(get(workflow, "schedule", "cron")),
    ...(timezone !== undefined && { timezone }),
    jobs,
  };
}

/** A job that is half written, or misspelt where its outputs should be: what it will write is not known. */
function mayWriteAnything({ file, stack, body }: Job): boolean {
  if (file) return false;
  if (!body)
    return (
      stack === undefined ||
      readers.has(familyOf(stack.value)) ||
      nearest(familyOf(stack.value), ["flare"], 2) !== undefined
    );
  if (body.type !== "flare") return false;
  const { outputs, profile, actions } = body;
  if (outputs.length === 0) return !profile && !actions;
  return outputs.some(
    ({ dataset }) => !dataset || hasPlaceholder(dataset.value) || !parseAddress(dataset.value).address,
  );
}

function readJob(job: YamlNode, context: ReadContext): Job {
  const dependencies = get(job, "dependencies");
  const stack = readStackReference(get(job, "spec", "stack"), context.findings);
  return {
    name: located(get(job, "name")),
    range: rangeOf(job),
    dependencies: locatedList(dependencies),
    dependenciesRange: dependencies && rangeOf(dependencies),
    file: located(get(job, "file")),
    stack,
    body: stack && readJobBody(stack.value, get(job, "spec"), context),
  };
}

function readJobBody(stack: string, spec: YamlNode | undefined, context: ReadContext): Job["body"] {
  const family = familyOf(stack);
  // Before `stackSpec`, the body bore the stack's name.
  const body = get(spec, "stackSpec") ?? get(spec, family);
  if (!body) return undefined;
  if (family === "dataos-ctl") context.nested(get(body, "manifest"));
  if (family === "nilus") readNilus(body, context.findings);
  return readers.get(family)?.(body, context.findings);
}

type StackReader = (body: YamlNode, findings: Findings) => Job["body"];

const readers: ReadonlyMap<string, StackReader> = new Map<string, StackReader>([
  ["flare", readFlare],
  ["soda", readSoda],
  ["sodaworker", readSoda],
  ["scanner", readScanner],
]);
