import { isMap, YAMLSeq, stringify, type Document, type YAMLMap } from "yaml";
import type { MigratedDocument } from "./migrate.ts";
import { indexOfKey, insertAt, itemsAt, mapAt, pairOf, renameKey, textAt } from "./nodes.ts";

/** Sections of version v2alpha that are not called as the source, in lower case. */
const sections: Readonly<Record<string, string>> = {
  postgres: "postgresql",
  mssql: "jdbc",
  sqlserver: "jdbc",
};

const ownSections = new Set([
  "abfss",
  "wasbs",
  "s3",
  "gcs",
  "bigquery",
  "redshift",
  "snowflake",
  "jdbc",
  "postgresql",
  "mysql",
  "oracle",
  "mongodb",
  "elasticsearch",
  "opensearch",
  "eventhub",
  "kafka",
  "pulsar",
]);

/** A depot v1 as v2alpha: its settings stand in a section named like the source, its credentials in instance secrets. */
export function migrateDepot(root: YAMLMap, document: Document): MigratedDocument | undefined {
  const depot = mapAt(root, "depot");
  const name = textAt(root, "name");
  const type = textAt(depot, "type");
  if (!depot || name === undefined || type === undefined) return undefined;
  const notes: string[] = [];
  const section = sectionOf(type);
  if (pairOf(depot, "spec") && pairOf(depot, section))
    notes.push(
      `The depot "${name}" has both \`spec\` and \`${section}\`; put what is in \`spec\` into \`${section}\`.`,
    );
  else renameKey(depot, "spec", section);
  document.set("version", "v2alpha");
  const { secrets, before } = credentials(name, depot, document, notes);
  if (secrets.items.length > 0) {
    if (pairOf(depot, "secrets")) depot.set("secrets", secrets);
    else insertAt(depot, indexOfKey(depot, section), [document.createPair("secrets", secrets)]);
  }
  return { changed: true, before, notes };
}

function sectionOf(type: string): string {
  const name = type.toLowerCase();
  const section = sections[name] ?? name;
  return ownSections.has(section) ? section : "jdbc";
}

interface Credentials {
  readonly secrets: YAMLSeq;
  /** Instance secrets, as documents. */
  readonly before: readonly string[];
}

/** References to secrets, those the depot has first; what stood in plain sight becomes instance secrets. */
function credentials(name: string, depot: YAMLMap, document: Document, notes: string[]): Credentials {
  const secrets = new YAMLSeq();
  for (const item of itemsAt(depot, "secrets")) secrets.add(item);
  for (const item of itemsAt(depot, "dataosSecrets")) {
    const workspace = textAt(item, "workspace");
    if (isMap(item) && workspace !== undefined) {
      item.delete("workspace");
      notes.push(
        `"${textAt(item, "name") ?? "A secret"}" was a secret of the workspace ${workspace}; version v2alpha wants an instance secret of that name.`,
      );
    }
    secrets.add(item);
  }
  depot.delete("dataosSecrets");
  const before: string[] = [];
  const left: unknown[] = [];
  const names = new Set<string>();
  for (const item of itemsAt(depot, "connectionSecret")) {
    const secret = isMap(item) && instanceSecret(name, item as YAMLMap, names);
    if (!secret) {
      left.push(item);
      continue;
    }
    before.push(stringify(secret, { lineWidth: 0 }));
    secrets.add(document.createNode({ name: secret.name, allKeys: true }));
  }
  if (left.length > 0) {
    const rest = new YAMLSeq();
    rest.items = left;
    depot.set("connectionSecret", rest);
    notes.push(
      `A credential of the depot "${name}" has no \`acl\` or no \`data\`, so it stays in \`connectionSecret\`; make it an instance secret.`,
    );
  } else depot.delete("connectionSecret");
  return { secrets, before };
}

interface InstanceSecret {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** By the platform's habit called as the depot with the access it gives. */
function instanceSecret(depot: string, item: YAMLMap, taken: Set<string>): InstanceSecret | undefined {
  const acl = textAt(item, "acl");
  const data = item.get("data", true) ?? item.get("values", true);
  const files = item.get("files", true);
  if (acl === undefined || (!isMap(data) && !isMap(files))) return undefined;
  let name = `${depot}-${acl}`;
  for (let number = 2; taken.has(name); number++) name = `${depot}-${acl}-${number}`;
  taken.add(name);
  return {
    name,
    version: "v1",
    type: "instance-secret",
    layer: "user",
    description: `Credentials of the depot ${depot}`,
    "instance-secret": {
      type: textAt(item, "type") ?? "key-value-properties",
      acl,
      ...(isMap(data) && { data }),
      ...(isMap(files) && { files }),
    },
  };
}
