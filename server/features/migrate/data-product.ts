import { Document, isMap, isSeq, YAMLSeq, type Pair, type YAMLMap } from "yaml";
import { parseAddress } from "../../address/address.ts";
import { kindOfType } from "../../manifest/kind.ts";
import type { DocumentContext, MigratedDocument, NewFile } from "./migrate.ts";
import { indexOfKey, insertAt, itemsAt, mapAt, pairOf, renameKey, textAt, textOf } from "./nodes.ts";

/**
 * A data product v1alpha as v1beta: its resources become a bundle of their own, its collaborators and datasets are
 * written anew, its domain and use cases become tags.
 */
export function migrateDataProduct(
  root: YAMLMap,
  document: Document,
  context: DocumentContext,
): MigratedDocument | undefined {
  const data = mapAt(mapAt(root, "v1alpha"), "data");
  const name = textAt(root, "name");
  if (!data || name === undefined) return undefined;
  const notes: string[] = [];
  document.set("version", "v1beta");
  renameKey(root, "v1alpha", "v1beta");
  tagDomain(root, data, document);
  const bundle = freeBundle(name, context);
  const newFile = bundleOf(name, bundle, data, context, notes);
  const meta = document.createPair("meta", { title: name });
  const resource = document.createPair("resource", {
    refType: "dataos",
    ref: `bundle:v1beta:${bundle.name}`,
  });
  const collaborators = collaboratorsOf(root, data, document);
  for (const list of ["inputs", "outputs"])
    for (const item of itemsAt(data, list)) moveDataset(item, list, document, notes);
  const at = indexOfKey(data, "resources");
  data.delete("resources");
  insertAt(data, Math.max(at, 0), [meta, ...collaborators, resource]);
  if (!data.has("inputs")) data.set("inputs", new YAMLSeq());
  return { changed: true, newFiles: [newFile], notes };
}

function tagDomain(root: YAMLMap, data: YAMLMap, document: Document): void {
  const domain = textAt(data, "domain");
  const useCases = itemsAt(data, "useCases").flatMap((item) => textOf(item) ?? []);
  const wanted = [
    ...(domain === undefined ? [] : [`DPDomain.${domain}`]),
    ...useCases.map((useCase) => `DPUsecase.${useCase}`),
  ];
  data.delete("domain");
  data.delete("useCases");
  const present = new Set(itemsAt(root, "tags").flatMap((item) => textOf(item) ?? []));
  const missing = wanted.filter((tag) => !present.has(tag));
  if (missing.length === 0) return;
  const tags = root.get("tags", true);
  if (isSeq(tags)) for (const tag of missing) tags.add(document.createNode(tag));
  else root.set("tags", document.createNode(missing));
}

/** Each a map with a name; those that the newer layout has already stay. */
function collaboratorsOf(root: YAMLMap, data: YAMLMap, document: Document): readonly Pair[] {
  const listed = pairOf(root, "collaborators");
  const people = itemsAt(root, "collaborators");
  if (!listed || people.length === 0 || data.has("collaborators")) return [];
  root.delete("collaborators");
  const list = new YAMLSeq();
  for (const person of people)
    list.add(isMap(person) ? person : document.createNode({ name: textOf(person) }));
  return [document.createPair("collaborators", list)];
}

function moveDataset(item: unknown, list: string, document: Document, notes: string[]): void {
  if (!isMap(item)) return;
  const ref = textAt(item, "ref");
  if (ref === undefined || !ref.startsWith("dataos://")) return;
  const { depot, collection, dataset } = parseAddress(ref).address ?? {};
  if (depot && collection && dataset) {
    item.set("refType", document.createNode("dataos"));
    item.set("ref", document.createNode(`dataset:${depot}:${collection}:${dataset}`));
    return;
  }
  item.set("refType", document.createNode("depot"));
  notes.push(
    `"${ref}" of the ${list} names no single dataset, so it stays an address; write dataset:DEPOT:COLLECTION:DATASET.`,
  );
}

interface FreeBundle {
  readonly name: string;
  readonly path: string;
}

function freeBundle(product: string, { file, fileOf, exists }: DocumentContext): FreeBundle {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  // Whatever a name holds, it leads nowhere else.
  const stem = product.replace(/[^\w-]+/g, "-");
  for (let number = 1; ; number++) {
    const name = `${stem}-bundle${number === 1 ? "" : `-${number}`}`;
    const path = `${folder}${name}.yml`;
    if (fileOf("bundle", name) === undefined && !exists(path)) return { name, path };
  }
}

/** A bundle of what the product listed as its resources. */
function bundleOf(
  product: string,
  { name, path }: FreeBundle,
  data: YAMLMap,
  { fileOf }: DocumentContext,
  notes: string[],
): NewFile {
  const ids = new Set<string>();
  const lost: string[] = [];
  const bundle = new Document({ name, version: "v1beta", type: "bundle", layer: "user" });
  bundle.set("description", `What the data product ${product} deploys`);
  const resources = new YAMLSeq();
  for (const item of itemsAt(data, "resources")) {
    const [type, version, resource] = ["type", "version", "name"].map((key) => textAt(item, key));
    if (type === undefined || resource === undefined) {
      lost.push(textOf(item) ?? "a resource without a type or a name");
      continue;
    }
    const file = fileOf(kindOfType(type), resource);
    if (file === undefined)
      notes.push(`No manifest of the ${type} "${resource}" is here; complete its \`file\` in ${path}.`);
    const workspace = textAt(item, "workspace");
    const node = bundle.createNode({
      id: uniqueId(resource, type, ids),
      file: file ?? `<manifest of the ${type} ${resource}>`,
      ...(workspace !== undefined && { workspace }),
    });
    node.commentBefore = commentOf(item, `${type} ${version ?? ""}`.trim());
    resources.add(node);
  }
  bundle.set("bundle", bundle.createNode({ resources }));
  if (lost.length > 0) notes.push(`Not taken over into ${path}: ${lost.join(", ")}.`);
  if (resources.items.length === 0)
    notes.push(`The product lists no resources, so ${path} is empty; name them there.`);
  else if (resources.items.length > 1)
    notes.push(`The older layout does not say what waits for what; add \`dependencies\` to ${path}.`);
  return { path, text: bundle.toString({ lineWidth: 0 }) };
}

function uniqueId(name: string, type: string, taken: Set<string>): string {
  let id = name;
  for (let number = 1; taken.has(id); number++)
    id = number === 1 ? `${name}-${type}` : `${name}-${type}-${number}`;
  taken.add(id);
  return id;
}

/** What was said of a resource has no key in a bundle. */
function commentOf(item: unknown, what: string): string {
  const before = isMap(item) ? item.commentBefore : undefined;
  const said = ["description", "purpose"].flatMap((key) => textAt(item, key) ?? []).join("; ");
  const line = said === "" ? what : `${what}: ${said}`;
  return [...(before ? [before] : []), ...line.split(/\r?\n/).map((each) => ` ${each}`)].join("\n");
}
