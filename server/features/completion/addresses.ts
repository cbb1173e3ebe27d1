import type { Shape } from "../../schema/shape.ts";
import { externalNames } from "../../workspace/external-names.ts";
import type { CursorPlace } from "./place.ts";
import type { Proposal } from "./proposal.ts";
import { escapeSnippet } from "./snippet.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * The next part of an address: a depot, a collection of it, a dataset of that, then how to open it. Depots and
 * datasets are those that the workspace defines, mentions, or lists as external.
 */
export function addresses(shape: Shape, place: CursorPlace, surroundings: Surroundings): readonly Proposal[] {
  if (!shape.some(({ schema }) => schema.format === "dataos-address")) return [];
  const onlyDepot = shape.some(({ schema }) => schema["x-refers"] === "depot");
  const { token, typed } = place;
  const { depot, collection, query } =
    /^dataos:\/\/(?:(?<depot>[^:/?]+)(?::(?<collection>[^/?]+)\/)?)?(?:[^?]*(?<query>\?))?/.exec(typed)
      ?.groups ?? {};
  const proposal = (text: string, detail: string, rank: number, goesOn = false): Proposal => ({
    label: text,
    kind: "reference",
    snippet: escapeSnippet(token.needsBlank ? ` ${text}` : text),
    range: token.range,
    detail,
    order: `${rank}${text}`,
    ...(goesOn && { asksAgain: true }),
  });
  if (query) {
    const address = typed.slice(0, typed.indexOf("?"));
    return [proposal(`${address}?acl=r`, "read", 1), proposal(`${address}?acl=rw`, "read and write", 2)];
  }
  const datasets = knownDatasets(surroundings);
  if (depot === undefined || onlyDepot || !typed.includes(":", "dataos://".length)) {
    return depotsOf(surroundings, datasets).map(({ name, detail, rank }) =>
      proposal(`dataos://${name}${onlyDepot ? "" : ":"}`, detail, rank, !onlyDepot),
    );
  }
  const ofDepot = datasets.filter((each) => each.depot === depot);
  if (collection === undefined) {
    const collections = new Set(ofDepot.map((each) => each.collection));
    return [...collections].map((each) =>
      proposal(`dataos://${depot}:${each}/`, `collection of ${depot}`, 1, true),
    );
  }
  return ofDepot
    .filter((each) => each.collection === collection)
    .map(({ dataset, detail, rank }) => proposal(`dataos://${depot}:${collection}/${dataset}`, detail, rank));
}

interface KnownDataset {
  readonly depot: string;
  readonly collection: string;
  readonly dataset: string;
  /** Where it comes from. */
  readonly detail: string;
  readonly rank: number;
}

function knownDatasets({ view, workspace }: Surroundings): readonly KnownDataset[] {
  const known = new Map<string, KnownDataset>();
  const add = (key: string, detail: string, rank: number) => {
    const [, depot, collection, dataset] = /^([^:]+):([^/]+)\/(.+)$/.exec(key) ?? [];
    if (depot && collection && dataset && !known.has(key))
      known.set(key, { depot, collection, dataset, detail, rank });
  };
  for (const key of view.names("dataset")) {
    const [site] = view.definitions("dataset", key);
    add(key, site ? `written in ${site.file}` : "written here", 1);
  }
  for (const key of Object.keys(view.config.datasets)) add(key, "has sample data", 2);
  for (const key of sampledDatasets(workspace.files, view.config.sampleData)) add(key, "has sample data", 2);
  for (const key of workspace.mentionedNames("dataset")) add(key, "read elsewhere", 3);
  for (const key of view.config.external["dataset"] ?? []) add(key, "of the platform", 4);
  return [...known.values()];
}

function sampledDatasets(paths: readonly string[], folder: string): readonly string[] {
  return paths.flatMap((path) => {
    if (!path.startsWith(`${folder}/`)) return [];
    const [depot, collection, ...rest] = path.slice(folder.length + 1).split("/");
    const dataset = rest[0]?.replace(/\.[^.]+$/, "");
    return depot && collection && dataset ? [`${depot}:${collection}/${dataset}`] : [];
  });
}

function depotsOf({ view }: Surroundings, datasets: readonly KnownDataset[]) {
  const depots = new Map<string, { name: string; detail: string; rank: number }>();
  const add = (name: string, detail: string, rank: number) => {
    if (!depots.has(name)) depots.set(name, { name, detail, rank });
  };
  for (const name of view.names("depot"))
    add(name, `depot in ${view.definitions("depot", name)[0]?.file ?? "this workspace"}`, 1);
  for (const { depot } of datasets) add(depot, "depot mentioned elsewhere", 2);
  for (const name of externalNames(view.config).get("depot") ?? []) add(name, "depot of the platform", 4);
  return [...depots.values()];
}
