import { get, items, located, rangeOf, type YamlNode } from "../yaml/tree.ts";
import type { ReadContext } from "./body.ts";
import { readFlare } from "./flare.ts";
import { locatedList } from "./located-list.ts";
import type { Job, Workflow } from "./model.ts";
import { readScanner } from "./scanner.ts";
import { readSoda } from "./soda.ts";

export function readWorkflow(root: YamlNode, context: ReadContext): Workflow {
  const workflow = get(root, "workflow");
  return {
    type: "workflow",
    schedule: located(get(workflow, "schedule", "cron")),
    jobs: items(get(workflow, "dag")).map((job) => readJob(job, context)),
  };
}

function readJob(job: YamlNode, context: ReadContext): Job {
  const dependencies = get(job, "dependencies");
  const stack = located(get(job, "spec", "stack"));
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
  const [family = ""] = stack.split(/[+:]/);
  // Before `stackSpec`, the body bore the stack's name.
  const body = get(spec, "stackSpec") ?? get(spec, family);
  if (!body) return undefined;
  if (family === "dataos-ctl") context.nested(get(body, "manifest"));
  if (family === "flare") return readFlare(body, context.findings);
  if (family === "soda" || family === "sodaworker") return readSoda(body, context.findings);
  return family === "scanner" ? readScanner(body) : undefined;
}
