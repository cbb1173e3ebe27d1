import type { SodaCheck, Workflow } from "../../manifest/model.ts";
import { readCheck } from "../../sodacl/read-check.ts";
import type { Threshold } from "../../sodacl/threshold.ts";
import { leastAge, parseCron } from "../cron.ts";
import { keyOf, workflowOf } from "../dag.ts";
import type { RuleContext } from "../rule.ts";

/**
 * A freshness check asks for rows younger than those that are there whenever it runs: written rows are at least as
 * old as the last run of the workflow that writes them. Speaks only of one writer with a schedule in the same zone.
 */
export function checkFreshness(
  { workspace, report }: RuleContext,
  { schedule, timezone, jobs }: Workflow,
): void {
  const reading = schedule && parseCron(schedule.value);
  if (!reading) return;
  for (const { body } of jobs) {
    for (const { dataset, checks } of body?.type === "soda" ? body.inputs : []) {
      const key = dataset && keyOf(dataset);
      const [site, ...others] = key === undefined ? [] : workspace.definitions("dataset", key);
      const writer = site && others.length === 0 ? workflowOf(site.manifest) : undefined;
      const writing = writer?.schedule && parseCron(writer.schedule.value);
      if (!site || !writer?.schedule || !writing || writer.timezone !== timezone) continue;
      const limits = checks.map((check) => ({ check, limit: limitOf(check) }));
      if (limits.every(({ limit }) => limit === undefined)) continue;
      const age = leastAge(writing, reading);
      for (const { check, limit } of limits) {
        if (age === undefined || limit === undefined || age < limit) continue;
        report({
          range: check.line.range,
          message: `Whenever this runs (\`${schedule.value}\`), the newest rows are at least ${inWords(age)} old, for they are written at \`${writer.schedule.value}\`; so this always fails.`,
          related: [
            { file: site.file, range: writer.schedule.range, message: `${key ?? "It"} is written then.` },
          ],
        });
      }
    }
  }
}

/** Milliseconds from which on a freshness check fails. */
function limitOf({ line, configuration }: SodaCheck): number | undefined {
  if (!line.value.startsWith("freshness")) return undefined;
  const result = readCheck(line.value, configuration);
  if (!("check" in result) || result.check.type !== "freshness") return undefined;
  const { line: read, configuration: zones } = result.check;
  return durationOf(read.threshold, "<") ?? durationOf(zones.fail, ">");
}

function durationOf(threshold: Threshold | undefined, sign: "<" | ">"): number | undefined {
  if (threshold?.form !== "comparison" || !threshold.comparator.startsWith(sign)) return undefined;
  return threshold.value.kind === "duration" ? threshold.value.value : undefined;
}

function inWords(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}
