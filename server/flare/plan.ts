import { datasetKey, parseAddress } from "../address/address.ts";
import { quoteIdentifier } from "../engine/engine.ts";
import type {
  FlareFunction,
  FlareInput,
  FlareJob,
  FlareOutput,
  FlareStep,
  SqlText,
} from "../manifest/model.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import type { Located, OffsetRange } from "../text/range.ts";
import { nearest } from "../text/nearest.ts";
import { obstacleOf } from "./functions/index.ts";

/** What a Flare job does, in the order it does it: data only, and the names of all relations settled. */
export interface FlarePlan {
  readonly inputs: readonly PlannedInput[];
  readonly steps: readonly PlannedStep[];
  readonly outputs: readonly PlannedOutput[];
  /** Why the job can't run here, all of it known before anything runs. */
  readonly obstacles: readonly Obstacle[];
}

export interface Obstacle {
  readonly message: string;
  readonly range: OffsetRange;
  /** The step that it keeps from running, if it is one. */
  readonly step?: string;
}

export interface PlannedInput {
  readonly name: string;
  /** Quoted name of the view that the input becomes. */
  readonly relation: string;
  readonly source: { readonly dataset: string } | { readonly query: SqlText };
  readonly incremental?: PlannedIncremental;
  /** Of the dataset or query. */
  readonly range: OffsetRange;
}

/** The view is not the dataset itself but a query over it, in which the values of the keys are filled in. */
export interface PlannedIncremental {
  /** Name of the unfiltered dataset in the queries, and the quoted relation that it stands for. */
  readonly context: string;
  readonly contextRelation: string;
  readonly keys: readonly { readonly name: string; readonly sql: SqlText }[];
  readonly sql: SqlText;
}

export interface PlannedStep {
  readonly name: string;
  /** Quoted name of the table that the step becomes. */
  readonly relation: string;
  readonly sql: SqlText;
  /** What the step's SQL sees: view name in lower case → quoted relation. */
  readonly relations: Readonly<Record<string, string>>;
  readonly functions: readonly FlareFunction[];
  readonly range: OffsetRange;
}

export interface PlannedOutput {
  readonly name: string;
  readonly relation: string;
  /** `depot:collection/dataset` */
  readonly dataset: string;
  readonly mode: "append" | "overwrite";
  /** Of the dataset. */
  readonly range: OffsetRange;
}

/**
 * Inputs become views, then the steps tables in document order; a step sees the inputs and every earlier step,
 * the latest of each name, and may itself take the name of one it reads. `scope` makes the relations' names
 * unlike those of every other plan that is alive in the engine.
 */
export function planFlareJob(job: FlareJob, scope: number): FlarePlan {
  const obstacles: Obstacle[] = [];
  const visible = new Map<string, string>();
  let count = 0;
  const relationFor = (name: string): string => quoteIdentifier(`${name}#${scope}.${++count}`);
  const see = (name: string, relation: string): void => void visible.set(name.toLowerCase(), relation);

  if (!job.complete) {
    const message = "Some steps stand in other files or write through sinks, which is not read here.";
    obstacles.push({ message, range: firstRange(job) });
  }
  const inputs = job.inputs.flatMap((input) => planInput(input, relationFor, obstacles));
  for (const { name, relation } of inputs) see(name, relation);
  const steps = job.steps.flatMap((step) => {
    const planned = planStep(step, Object.fromEntries(visible), relationFor, obstacles);
    if (planned) see(planned.name, planned.relation);
    return planned ?? [];
  });
  const outputs = job.outputs.flatMap((output) => planOutput(output, visible, obstacles));
  return { inputs, steps, outputs, obstacles };
}

function planInput(
  input: FlareInput,
  relationFor: (name: string) => string,
  obstacles: Obstacle[],
): readonly PlannedInput[] {
  const { name, range } = input;
  const source = input.query ? { query: input.query } : readDataset(input.dataset, range, obstacles);
  if (!name) obstacles.push({ message: "This input has no name.", range });
  if (!name || !source) return [];
  const relation = relationFor(name.value);
  const incremental = input.incremental && planIncremental(input, name.value, relationFor, obstacles);
  return [
    {
      name: name.value,
      relation,
      source,
      incremental,
      range: (input.query ?? input.dataset)?.range ?? range,
    },
  ];
}

function planIncremental(
  { incremental, range }: FlareInput,
  input: string,
  relationFor: (name: string) => string,
  obstacles: Obstacle[],
): PlannedIncremental | undefined {
  const { context, sql, keys = [] } = incremental ?? {};
  const named = keys.flatMap((key) => (key.name && key.sql ? [{ name: key.name.value, sql: key.sql }] : []));
  if (!context || !sql || named.length < keys.length) {
    obstacles.push({
      message: `The input "${input}" needs context, sql, and a name and sql for each key of incremental.`,
      range,
    });
    return undefined;
  }
  return { context: context.value, contextRelation: relationFor(context.value), keys: named, sql };
}

function planStep(
  { name, sql, functions, external, range }: FlareStep,
  relations: Readonly<Record<string, string>>,
  relationFor: (name: string) => string,
  obstacles: Obstacle[],
): PlannedStep | undefined {
  if (!name) {
    obstacles.push({ message: "This step has no name.", range });
    return undefined;
  }
  if (!sql) {
    const message =
      external === undefined
        ? `The step "${name.value}" has no SQL.`
        : `The step "${name.value}" is given by ${external} instead of sql, which can't run here.`;
    obstacles.push({ message, range, step: name.value });
    return undefined;
  }
  // Statements that only steer Spark's caches and settings make no view.
  if (sideEffect.test(sql.value)) return undefined;
  for (const { name: called, parameters, range: at } of functions) {
    const message = obstacleOf(called.value, parameters);
    if (message !== undefined) obstacles.push({ message, range: at, step: name.value });
  }
  return { name: name.value, relation: relationFor(name.value), sql, relations, functions, range };
}

const sideEffect = /^\s*(?:cache|uncache|refresh|set|clear|reset)\s/i;

function planOutput(
  output: FlareOutput,
  visible: ReadonlyMap<string, string>,
  obstacles: Obstacle[],
): readonly PlannedOutput[] {
  const { name, dataset, range } = output;
  if (!name) {
    obstacles.push({ message: "This output has no name.", range });
    return [];
  }
  const relation = visible.get(name.value.toLowerCase());
  if (relation === undefined) {
    const near = nearest(name.value, visible.keys());
    const hint = near === undefined ? "." : `; did you mean "${near}"?`;
    obstacles.push({
      message: `No step or input is named "${name.value}", which this output writes${hint}`,
      range,
    });
  }
  const written = readDataset(dataset, range, obstacles, name.value);
  if (relation === undefined || !written) return [];
  const mode = output.saveMode?.toLowerCase() === "overwrite" ? "overwrite" : "append";
  return [{ name: name.value, relation, dataset: written.dataset, mode, range: dataset?.range ?? range }];
}

/** An output may leave out the dataset's own name, which then is the output's. */
function readDataset(
  address: Located<string> | undefined,
  range: OffsetRange,
  obstacles: Obstacle[],
  defaultName?: string,
): { readonly dataset: string } | undefined {
  const dataset = address && datasetOf(address.value, defaultName);
  if (dataset !== undefined) return { dataset };
  obstacles.push({ message: addressMessage(address?.value), range: address?.range ?? range });
  return undefined;
}

/** The key of the dataset that an address names; undefined when it names none, or not for certain. */
export function datasetOf(address: string, defaultName?: string): string | undefined {
  if (hasPlaceholder(address)) return undefined;
  const parsed = parseAddress(address).address;
  if (!parsed) return undefined;
  const { depot, collection, dataset } = parsed;
  if (dataset === undefined && collection !== undefined && defaultName !== undefined) {
    return `${depot}:${collection}/${defaultName}`;
  }
  return datasetKey(parsed);
}

function addressMessage(address: string | undefined): string {
  if (address === undefined) return "There is neither a dataset nor a query here.";
  if (hasPlaceholder(address))
    return `The address "${address}" holds a placeholder, so its data is not known here.`;
  return `The address "${address}" names no dataset; it must have the form dataos://depot:collection/dataset.`;
}

function firstRange({ steps, inputs, outputs }: FlareJob): OffsetRange {
  return [...steps, ...inputs, ...outputs][0]?.range ?? { start: 0, end: 0 };
}
