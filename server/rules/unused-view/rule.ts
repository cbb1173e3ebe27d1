import type { FlareJob, FlareStep, Job, SqlText } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import type { Located, OffsetRange } from "../../text/range.ts";
import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * Flare computes views lazily: one that nothing reads costs nothing and does nothing, and its author thinks it
 * does. Speaks only of jobs whose every use of a view is known.
 */
export const rule = defineRule({
  id: "unused-view",
  severity: "hint",
  summary: "An input or a step that no step, output or action of the job uses.",
  kinds: ["workflow"],
  phase: "sql",
  check(context) {
    for (const job of workflowOf(context.manifest)?.jobs ?? []) {
      if (job.body?.type === "flare") checkJob(context, job, job.body);
    }
  },
});

function checkJob(context: RuleContext, job: Job, flare: FlareJob): void {
  const used = usedViews(context, job, flare);
  if (!used) return;
  const report = (name: Located<string> | undefined, what: string) => {
    if (!name || hasPlaceholder(name.value) || used.has(name.value.toLowerCase())) return;
    context.report({
      range: name.range,
      message: `Nothing in this job uses the ${what} "${name.value}"; use it or remove it.`,
    });
  };
  for (const { name } of flare.inputs) report(name, "input");
  for (const { name } of flare.steps) report(name, "step");
}

/** Lower-case names of the views that something uses; undefined when that can't be told. */
function usedViews(
  context: RuleContext,
  { range }: Job,
  { complete, inputs, steps, outputs, profile }: FlareJob,
): ReadonlySet<string> | undefined {
  // Without outputs a job is there for its side effects, such as metrics, which may regard any view.
  if (!complete || outputs.length === 0 || !outputs.every(({ name }) => isPlain(name))) return undefined;
  if (!steps.every(isQuery)) return undefined;
  const read = relationsIn(context, range);
  if (!read) return undefined;
  // A misspelt name is one mistake, and other rules say it.
  const views = new Set([...inputs, ...steps].map(({ name }) => name?.value.toLowerCase()));
  const referred = context.manifest.references
    .filter((reference) => reference.symbols.includes("step-view") && isWithin(range, reference.range))
    .map(({ name }) => name);
  if (![...read, ...referred].every((name) => views.has(name.toLowerCase()))) return undefined;
  const [profiled] = profile ? inputs : [];
  const parameters = steps.flatMap(({ functions }) => functions).flatMap((each) => textsIn(each.parameters));
  return new Set(
    [...read, ...referred, ...parameters, profiled?.name?.value ?? ""].map((name) => name.toLowerCase()),
  );
}

function isPlain(name: Located<string> | undefined): boolean {
  return name !== undefined && !hasPlaceholder(name.value);
}

/** Statements such as `CACHE TABLE` or `MERGE` are there for what they do, and what they read is not analysed. */
function isQuery({ sql }: FlareStep): boolean {
  if (!sql) return false;
  return (
    /^(?:\s|--.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/|\()*(?:SELECT|WITH)\b/i.test(sql.value) &&
    !/\b(?:INSERT|MERGE)\s+INTO\b/i.test(sql.value)
  );
}

/** What all SQL of a job reads; undefined when some of it was not understood. */
function relationsIn({ manifest, sql }: RuleContext, job: OffsetRange): readonly string[] | undefined {
  const names: string[] = [];
  for (const text of manifest.sqls.filter(({ range }) => isWithin(job, range))) {
    const analysis = hasPlaceholder(text.value) ? undefined : sql(text);
    if (analysis?.status !== "parsed" || isSeveral(text, analysis.statements)) return undefined;
    for (const { name } of analysis.relations) if (name.length === 1) names.push(...name);
  }
  return names;
}

function isSeveral({ form }: SqlText, statements: number): boolean {
  return form === "statement" && statements !== 1;
}

/** Functions that read another view name it in a parameter; a list or a word of a text may be such a name. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.match(/\w+/g) ?? [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function isWithin(outer: OffsetRange, inner: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
