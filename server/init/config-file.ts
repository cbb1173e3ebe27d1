import { isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from "yaml";
import type { Document, Scalar } from "yaml";

/** The configuration's text with externals added; undefined when the text has errors, and must be mended first. */
export function withExternals(
  text: string | undefined,
  external: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  if (text === undefined || text.trim() === "") return newConfig(external);
  const document = parseDocument(text);
  const root: unknown = document.contents;
  if (document.errors.length > 0 || (root !== null && !isMap(root))) return undefined;
  if (Object.keys(external).length === 0) return text;
  const kinds = document.get("external", true);
  if (kinds === undefined || isEmptyScalar(kinds)) {
    // Written by hand below what is there, so that not a byte of it changes.
    const end = text.endsWith("\n") ? "" : "\n";
    if (kinds === undefined && root !== null && !isFlow(root))
      return `${text}${end}\n${externalBlock(external)}`;
    document.set("external", new YAMLMap());
  } else if (!isMap(kinds)) return undefined;
  for (const [kind, names] of Object.entries(external))
    if (!addNames(document, kind, names)) return undefined;
  return document.toString({ lineWidth: 0 });
}

function addNames(document: Document, kind: string, names: readonly string[]): boolean {
  const listed = document.getIn(["external", kind], true);
  if (isSeq(listed)) {
    for (const name of names) listed.add(document.createNode(name));
    return true;
  }
  if (listed !== undefined && !isEmptyScalar(listed)) return false;
  const sequence = new YAMLSeq();
  for (const name of names) sequence.add(document.createNode(name));
  document.setIn(["external", kind], sequence);
  return true;
}

function isEmptyScalar(node: unknown): boolean {
  return typeof node === "object" && node !== null && "value" in node && (node as Scalar).value === null;
}

function isFlow(node: unknown): boolean {
  return typeof node === "object" && node !== null && "flow" in node && node.flow === true;
}

function newConfig(external: Readonly<Record<string, readonly string[]>>): string {
  const block =
    Object.keys(external).length > 0
      ? externalBlock(external)
      : "# Names that live on the platform go here, by kind.\n# external:\n#   depot: []\n";
  return `# Settings of Data Product Studio. The folder that holds this file is the workspace's root.

# Where sample data lies: <sampleData>/<depot>/<collection>/<dataset>.csv
sampleData: sample-data

${block}`;
}

function externalBlock(external: Readonly<Record<string, readonly string[]>>): string {
  const kinds = Object.entries(external).map(
    ([kind, names]) =>
      `  # ${comments[kind] ?? `What is known as ${kind} on the platform.`}\n  ${kind}:\n${names.map((name) => `    - ${quoted(name)}\n`).join("")}`,
  );
  return `# What the manifests here rely on and none of them defines: it lives on the platform.\nexternal:\n${kinds.join("")}`;
}

const comments: Readonly<Record<string, string>> = {
  depot: "Depots that others set up.",
  cluster: "Clusters that queries run on.",
  compute: "Computes that jobs run on.",
  "instance-secret": "Instance secrets with the credentials of depots.",
  secret: "Secrets that jobs and services use.",
  workflow: "Workflows that are kept elsewhere.",
  "data-product": "Data products that are built elsewhere.",
  dataset: "Datasets that something outside this folder writes.",
};

/** As YAML wants it: quotes only where the plain name would be something else. */
function quoted(name: string): string {
  return /^[A-Za-z][\w./+:-]*[\w/]$/.test(name) && !/^(?:null|true|false|yes|no|on|off)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
