import type { FlareJob, LensModel, Manifest, SodaJob, Workflow } from "../manifest/model.ts";
import type { Located, OffsetRange } from "../text/range.ts";
import { toDatasetKey } from "./datasets.ts";

/** An action offered above a line. */
export interface Lens {
  readonly title: string;
  /** Id of the client's command. */
  readonly command: string;
  /** What the command gets beside the document. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly range: OffsetRange;
}

/** What can be run where: pipelines at workflows, joins at steps and relationships, checks at datasets. */
export function codeLenses(manifests: readonly Manifest[]): readonly Lens[] {
  return manifests.flatMap((manifest) => {
    if (manifest.body?.type === "workflow") return ofWorkflow(manifest, manifest.body);
    return manifest.body?.type === "lens-model" ? ofLens(manifest.body) : [];
  });
}

function ofWorkflow({ name }: Manifest, { jobs }: Workflow): Lens[] {
  const runs = jobs.some(({ body, file }) => file || (body?.type === "flare" && body.outputs.length > 0));
  const pipeline: Lens[] =
    name && runs
      ? [
          {
            title: "$(play) Preview pipeline",
            command: "dps.previewPipeline",
            parameters: { workflow: name.value },
            range: name.range,
          },
        ]
      : [];
  return [
    ...pipeline,
    ...jobs.flatMap(({ name: job, body }) => {
      if (body?.type === "flare") return ofFlare(body, job?.value);
      return body?.type === "soda" ? ofSoda(body) : [];
    }),
  ];
}

/** A word in the text is enough to offer the preview; what is a join is found out when it runs. */
function ofFlare({ steps, inputs, outputs, profile }: FlareJob, job: string | undefined): Lens[] {
  const joins = steps.flatMap(({ name, sql }): Lens[] => {
    if (!name || !sql || !/\bjoin\b/i.test(sql.value)) return [];
    const target = job === undefined ? name.value : `${job}/${name.value}`;
    return [
      {
        title: "$(combine) Preview join",
        command: "dps.previewJoin",
        parameters: { target },
        range: name.range,
      },
    ];
  });
  const read = inputs.flatMap(({ dataset }) => {
    if (!isDataset(dataset)) return [];
    return profile ? [dataLens(dataset), profileLens(dataset)] : [dataLens(dataset)];
  });
  // The address of an output may name its collection only.
  const written = outputs.flatMap(({ dataset }) => (isDataset(dataset) ? [dataLens(dataset)] : []));
  return [...joins, ...read, ...written];
}

function ofSoda({ inputs }: SodaJob): Lens[] {
  return inputs.flatMap(({ dataset, checks }): Lens[] => {
    if (!dataset) return [];
    const run: Lens = {
      title: "$(beaker) Run quality checks",
      command: "dps.runQualityChecks",
      parameters: { dataset: dataset.value },
      range: dataset.range,
    };
    const looks = [profileLens(dataset), ...(isDataset(dataset) ? [dataLens(dataset)] : [])];
    return checks.length > 0 ? [run, ...looks] : looks;
  });
}

function profileLens({ value, range }: Located<string>): Lens {
  return { title: "$(graph) Profile", command: "dps.profileDataset", parameters: { dataset: value }, range };
}

function dataLens({ value, range }: Located<string>): Lens {
  return {
    title: "$(table) Preview data",
    command: "dps.previewData",
    parameters: { dataset: value },
    range,
  };
}

function isDataset(address: Located<string> | undefined): address is Located<string> {
  return address !== undefined && toDatasetKey(address.value) !== undefined;
}

function ofLens({ tables }: LensModel): Lens[] {
  return tables.flatMap(({ name, joins }) =>
    joins.flatMap(({ target }): Lens[] => {
      if (!name || !target) return [];
      const parameters = { target: `${name.value}.${target.value}` };
      return [
        { title: "$(combine) Preview join", command: "dps.previewJoin", parameters, range: target.range },
      ];
    }),
  );
}
