import { datasetKey, parseAddress } from "../address/address.ts";
import type { FlareFunction, FlareJob, SqlText } from "../manifest/model.ts";
import type { SqlAnalysis } from "../sql/sql.ts";
import { keyOf, workflowOf } from "./dag.ts";
import type { RuleContext } from "./rule.ts";

/** What columns are told by: analyses of SQL, and who writes what. */
type Sources = Pick<RuleContext, "sql" | "workspace">;

/** Datasets and steps followed from one to the next. */
const maxDepth = 16;

/** Columns that a query selects; those of `SELECT *` are followed to the workflow that writes the dataset. */
export function selectedColumns(
  text: SqlText,
  sources: Sources,
  resolve: Resolve = (name) => writtenColumns(datasetOf(name), sources, maxDepth),
): readonly string[] | undefined {
  const analysis = sources.sql(text);
  if (analysis?.status !== "parsed" || analysis.statements !== 1) return undefined;
  return (
    analysis.columns?.map(({ name }) => name) ??
    (isWhole(text, analysis) ? onlyRelation(analysis, resolve) : undefined)
  );
}

/** Columns of what a query reads, by the name it has there; undefined where they are not known. */
type Resolve = (name: readonly string[]) => readonly string[] | undefined;

/** Nothing but all columns of one relation. */
function isWhole({ value }: SqlText, { relations }: SqlAnalysis): boolean {
  return relations.length === 1 && /^\s*select\s+\*\s+from\s+[\w."`]+\s*(?:where\b[^]*)?;?\s*$/i.test(value);
}

function onlyRelation(
  { relations: [relation] }: SqlAnalysis,
  resolve: Resolve,
): readonly string[] | undefined {
  return relation && resolve(relation.name);
}

function datasetOf(name: readonly string[]): string | undefined {
  if (name.length !== 3) return undefined;
  const { address } = parseAddress(`dataos://${name[0]}:${name[1]}/${name[2]}`);
  return address && datasetKey(address);
}

/**
 * Columns of a dataset as the workspace's only Flare job that writes it makes them; undefined when that can't be
 * told from its steps' SQL alone.
 */
export function writtenColumns(
  dataset: string | undefined,
  sources: Sources,
  depth = maxDepth,
): readonly string[] | undefined {
  if (dataset === undefined || depth === 0) return undefined;
  const [site, ...others] = sources.workspace.definitions("dataset", dataset);
  if (!site || others.length > 0) return undefined;
  for (const { body } of workflowOf(site.manifest)?.jobs ?? []) {
    if (body?.type !== "flare") continue;
    const output = body.outputs.find((each) => each.dataset && keyOf(each.dataset) === dataset);
    if (!output) continue;
    // What is appended to has columns of before.
    if (!output.name || (output.saveMode ?? "append").toLowerCase() !== "overwrite") return undefined;
    return viewColumns(output.name.value, body, body.steps.length, sources, depth - 1);
  }
  return undefined;
}

/** Columns of a view within a job, as the steps before the one of that index leave it. */
function viewColumns(
  name: string,
  job: FlareJob,
  before: number,
  sources: Sources,
  depth: number,
): readonly string[] | undefined {
  if (depth <= 0 || !job.complete) return undefined;
  const index = job.steps.slice(0, before).findLastIndex((step) => isSame(step.name?.value, name));
  const step = job.steps[index];
  if (step) {
    if (!step.sql || !step.functions.every(keepsColumns)) return undefined;
    const columns = selectedColumns(step.sql, sources, ([view = "", ...more]) =>
      more.length === 0 ? viewColumns(view, job, index, sources, depth - 1) : undefined,
    );
    // Odd names are cleansed.
    return step.functions.length === 0 || columns?.every((column) => /^\w+$/.test(column))
      ? columns
      : undefined;
  }
  const input = job.inputs.find((each) => isSame(each.name?.value, name));
  if (!input?.dataset || input.query || input.incremental) return undefined;
  return writtenColumns(keyOf(input.dataset), sources, depth - 1);
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Functions after which columns of plain names have the same names but for case. */
function keepsColumns({ name }: FlareFunction): boolean {
  return /^(?:change_column_case|cleanse_column_names)$/.test(name.value);
}
