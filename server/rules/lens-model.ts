import type { LensTable, SqlText } from "../manifest/model.ts";
import { nameOf } from "../workspace/paths.ts";
import type { RuleContext } from "./rule.ts";

/** A file by itself may be a part of a model whose other files are elsewhere; in the model's folders all is there. */
export function isWholeModel({ file, manifest }: Pick<RuleContext, "file" | "manifest">): boolean {
  if (manifest.body?.type === "lens-model" && manifest.body.generation === 1) return true;
  return /(?:^|\/)(?:tables|views)\//.test(file);
}

/** The SQL of a table: its own, or that of the file it loads; undefined when it can't be told which. */
export function sqlOfTable(
  { sql, loadSql }: LensTable,
  { workspace }: Pick<RuleContext, "workspace">,
): SqlText | undefined {
  if (!loadSql) return sql;
  const path = workspace.resolvePath(`sqls/${loadSql.value}.sql`);
  const [manifest] = (path !== undefined && workspace.manifests(path)) || [];
  return manifest?.kind === "lens-sql" ? manifest.sqls[0] : undefined;
}

/** Whether a table of the model loads this file of SQL; what nobody loads may be for something else. */
export function isLoaded({ file, workspace }: Pick<RuleContext, "file" | "workspace">): boolean {
  const name = nameOf(file).replace(/\.sql$/i, "");
  const sites = workspace.names("lens-table").flatMap((table) => workspace.definitions("lens-table", table));
  return sites.some(({ manifest: { body } }) => {
    const tables = body?.type === "lens-model" ? body.tables : [];
    return tables.some(({ loadSql }) => loadSql?.value === name);
  });
}
