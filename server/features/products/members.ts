import type { Manifest } from "../../manifest/model.ts";
import type { DefinitionSite } from "../../workspace/view.ts";
import { folderOf } from "../../workspace/paths.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** A manifest and the file that it stands in. */
export interface Member {
  readonly file: string;
  readonly manifest: Manifest;
}

/**
 * The manifests that a data product is made of, itself left out, each once: what it names outside its inputs, what
 * writes its outputs, what its bundles and super-DAGs hold, the files of its Lens models, the quality checks of what
 * it writes, and the pagers that its monitors can make ring.
 */
export function membersOf(product: Member, workspace: Workspace): readonly Member[] {
  const members = new Map<string, Member>();
  const queue = [...namedBy(product, workspace)];
  const follow = () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (members.has(keyOf(next)) || next.manifest.kind === "data-product") continue;
      members.set(keyOf(next), next);
      queue.push(...heldBy(next, workspace));
    }
  };
  follow();
  // Who looks at what is written is of interest once it is known what is written.
  queue.push(...[...members.values(), product].flatMap((member) => lookingAt(member, workspace)));
  follow();
  return [...members.values()];
}

/** The same for the same place in a workspace. */
export function keyOf({ file, manifest }: Member): string {
  return `${file}:${manifest.range.start}`;
}

/** Keys of the datasets that a product offers, or that a manifest writes. */
export function datasetsWrittenBy({ manifest }: Member): readonly string[] {
  const { body, references, definitions } = manifest;
  if (body?.type !== "data-product")
    return definitions.flatMap(({ symbol, name, open }) => (symbol === "dataset" && !open ? name : []));
  const offered = references.filter(
    ({ symbols, range, open }) =>
      symbols.includes("dataset") &&
      !open &&
      body.outputs.some((port) => port.range.start <= range.start && range.end <= port.range.end),
  );
  return offered.map(({ name }) => name);
}

function namedBy(product: Member, workspace: Workspace): readonly Member[] {
  const { body, references } = product.manifest;
  const inputs = body?.type === "data-product" ? body.inputs : [];
  const view = workspace.view(product.file);
  return references
    .filter(
      ({ range }) => !inputs.some((port) => port.range.start <= range.start && range.end <= port.range.end),
    )
    .flatMap(({ symbols, name }) => symbols.flatMap((symbol) => view.definitions(symbol, name)))
    .filter((site) => isAbout(site) || site.definition.symbol === "dataset");
}

/** The definition is that of the manifest itself, and of nothing in it. */
function isAbout({ manifest, definition }: DefinitionSite): boolean {
  return manifest.name?.range.start === definition.range.start;
}

function heldBy({ file, manifest }: Member, workspace: Workspace): readonly Member[] {
  const { body } = manifest;
  if (body?.type === "bundle") {
    return body.items.flatMap(({ file: path, spec }) =>
      spec ? [{ file, manifest: spec }] : inFile(path?.value, file, workspace),
    );
  }
  if (body?.type === "workflow")
    return body.jobs.flatMap(({ file: path }) => inFile(path?.value, file, workspace));
  return body?.type === "lens" ? modelOf(file, workspace) : [];
}

function inFile(path: string | undefined, from: string, workspace: Workspace): readonly Member[] {
  const file = path === undefined ? undefined : workspace.view(from).resolvePath(path);
  return file === undefined
    ? []
    : workspace
        .steadyManifests(file)
        .filter(({ nested }) => !nested)
        .map((manifest) => ({ file, manifest }));
}

/** The files of Lens models below a deployment's folder, where no other deployment is nearer. */
function modelOf(deployment: string, workspace: Workspace): readonly Member[] {
  const all = workspace.ownFiles.flatMap((file) =>
    workspace.steadyManifests(file).map((manifest): Member => ({ file, manifest })),
  );
  const folders = all.filter(({ manifest }) => manifest.kind === "lens").map(({ file }) => folderOf(file));
  const nearest = (file: string) =>
    folders
      .filter((folder) => folder === "" || file.startsWith(`${folder}/`))
      .toSorted((one, other) => other.length - one.length)[0];
  return all.filter(
    ({ file, manifest }) => manifest.kind.startsWith("lens-") && nearest(file) === folderOf(deployment),
  );
}

function lookingAt(member: Member, workspace: Workspace): readonly Member[] {
  const view = workspace.view(member.file);
  const checks = datasetsWrittenBy(member)
    .flatMap((dataset) => view.references("dataset", dataset))
    .filter(
      ({ manifest: { body } }) =>
        body?.type === "workflow" && body.jobs.some((job) => job.body?.type === "soda"),
    );
  const incidents = member.manifest.definitions.filter(({ symbol, open }) => symbol === "incident" && !open);
  const pagers = incidents
    .flatMap(({ name }) => view.references("incident", name))
    .filter(({ manifest: { body } }) => body?.type === "pager");
  return [...checks, ...pagers];
}
