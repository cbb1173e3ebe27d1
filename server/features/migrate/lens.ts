import { stringify, type Document, type YAMLMap } from "yaml";
import { dimensionOf, measureOf, type Member } from "./lens-members.ts";
import { readLens, type Entity, type Lens1 } from "./lens-1.ts";
import { queryOf, rewritten } from "./lens-references.ts";
import type { DocumentContext, MigratedDocument, NewFile } from "./migrate.ts";
import { textAt } from "./nodes.ts";

/**
 * A model of Lens 1, which is one file, as a folder of Lens 2 beside it: a table and a file of SQL for each entity, and
 * the manifest that deploys them. The old file stays, to compare.
 */
export function migrateLens(
  root: YAMLMap,
  document: Document,
  context: DocumentContext,
): MigratedDocument | undefined {
  const name = textAt(root, "name");
  const lens = readLens(document);
  if (name === undefined || !lens || lens.entities.length === 0) return undefined;
  const folder = freeFolder(name, context);
  const notes: string[] = [];
  const { entities } = lens;
  const newFiles = entities.flatMap((entity) => {
    const known = new Map(entities.map((each) => [each.name, each]));
    return filesOf(entity, known, folder, notes, context);
  });
  newFiles.unshift({ path: `${folder}/deployment.yml`, text: deploymentOf(name, lens, folder) });
  notes.push(
    `Give ${folder}/deployment.yml the cluster, the catalog and the Git repository, which Lens 1 does not name; then delete ${context.file}.`,
  );
  if (/#/.test(context.text)) notes.push("Comments stay behind in the old file.");
  if (
    entities.some(({ fields, dimensions }) => [...fields, ...dimensions].some(({ type }) => type === "date"))
  )
    notes.push("What was a `date` is of the type `time`, which wants timestamps; cast dates in the SQL.");
  return { changed: false, newFiles, notes };
}

function freeFolder(name: string, { file, exists }: DocumentContext): string {
  const parent = file.slice(0, file.lastIndexOf("/") + 1);
  const wanted = resourceName(name);
  for (let number = 1; ; number++) {
    const folder = `${parent}${wanted}${number === 1 ? "" : `-${number}`}`;
    if (!exists(folder)) return folder;
  }
}

/** As resources may be called. */
function resourceName(name: string): string {
  const text = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return text === "" ? "lens" : text.slice(0, 48).replace(/-+$/, "");
}

function deploymentOf(name: string, { description, owner, tags, contract }: Lens1, folder: string): string {
  return stringify(
    {
      name: resourceName(name),
      version: "v1alpha",
      type: "lens",
      layer: "user",
      ...(description !== undefined && { description }),
      ...(owner !== undefined && { owner }),
      tags: [
        "lens",
        ...tags,
        ...(contract === undefined || contract === name ? [] : [`contract:${contract}`]),
      ],
      lens: {
        compute: "runnable-default",
        source: { type: "minerva", name: "<cluster>", catalog: "<catalog>" },
        repo: { url: "<URL of the Git repository>", lensBaseDir: `${folder}/model` },
      },
    },
    { lineWidth: 0 },
  );
}

function filesOf(
  entity: Entity,
  known: ReadonlyMap<string, Entity>,
  folder: string,
  notes: string[],
  { holes }: DocumentContext,
): readonly NewFile[] {
  const { name } = entity;
  // Whatever a name holds, it leads nowhere else.
  const fileName = name.replace(/\W+/g, "_");
  const { text: query, notes: ofQuery } = queryOf(entity, known, holes);
  notes.push(...ofQuery);
  const say = (note: string) => notes.push(`${name}: ${note}`);
  const meta = { ...(entity.tags.length > 0 && { tags: entity.tags }), ...entity.lineage };
  const table = {
    name,
    sql: loadSql,
    ...(entity.description !== undefined && { description: entity.description }),
    ...(Object.keys(meta).length > 0 && { meta }),
    ...listed("joins", joinsOf(entity, say)),
    ...listed(
      "dimensions",
      membersOf(entity, known, ({ fields, dimensions }) => [...fields, ...dimensions]).map((member) =>
        dimensionOf(member, name, say),
      ),
    ),
    ...listed(
      "measures",
      membersOf(entity, known, ({ measures }) => measures).map((member) => measureOf(member, name, say)),
    ),
  };
  const text = stringify({ tables: [table] }, { lineWidth: 0 });
  return [
    {
      path: `${folder}/model/tables/${fileName}.yml`,
      text: text.replace(loadSql, () => `{{ load_sql('${fileName}') }}`),
    },
    { path: `${folder}/model/sqls/${fileName}.sql`, text: query },
  ];
}

/** Stands for the template that loads a file of SQL, which YAML would put into quotes. */
const loadSql = "load-sql-of-this-table";

/** Those of the entity it extends too, where it has none of that name. */
function membersOf(
  entity: Entity,
  known: ReadonlyMap<string, Entity>,
  read: (entity: Entity) => readonly Member[],
): readonly Member[] {
  const members = new Map<string, Member>();
  const seen = new Set<Entity>();
  for (let at: Entity | undefined = entity; at && !seen.has(at); at = known.get(at.extend ?? "")) {
    seen.add(at);
    for (const member of read(at)) if (!members.has(member.name)) members.set(member.name, member);
  }
  return [...members.values()];
}

const relationships: Readonly<Record<string, string>> = {
  "1:1": "one_to_one",
  "1:N": "one_to_many",
  "N:1": "many_to_one",
};

function joinsOf({ name, relationships: declared }: Entity, say: (note: string) => void): readonly object[] {
  return declared.flatMap(({ type, field, target, targetField, snippet, rest }) => {
    const relationship = relationships[type.toUpperCase()];
    if (relationship === undefined || target === "") {
      say(`the relationship ${type} to "${target}" has no counterpart; use a table between the two.`);
      return [];
    }
    for (const said of rest) say(`joins have no place for what the one to "${target}" says: ${said}`);
    const extra = snippet === undefined ? "" : ` ${withAnd(rewritten(snippet, name, say))}`;
    return [{ name: target, relationship, sql: `{TABLE.${field}} = {${target}.${targetField}}${extra}` }];
  });
}

function withAnd(condition: string): string {
  return /^(?:and|or)\b/i.test(condition) ? condition : `AND ${condition}`;
}

function listed(key: string, items: readonly object[]): object {
  return items.length > 0 ? { [key]: items } : {};
}
