import type { LensModel, LensTable, Manifest } from "../manifest/model.ts";

/** A table and the file it stands in. */
export interface LensTableSite {
  readonly file: string;
  readonly table: LensTable;
}

/** The tables that can refer to each other: those of a model's folder, or of one Lens 1 file. */
export interface LensTables {
  /** Folder that holds `tables/`, `views/` and `sqls/`, or the file. */
  readonly path: string;
  readonly generation: 1 | 2;
  readonly tables: readonly LensTableSite[];
}

/** The Lens models of a workspace, put together from their files. */
export function lensModels(
  files: readonly { readonly path: string; readonly manifests: readonly Manifest[] }[],
): readonly LensTables[] {
  const models = new Map<string, { path: string; generation: 1 | 2; tables: LensTableSite[] }>();
  for (const { path: file, manifests } of files) {
    for (const body of manifests.flatMap(({ body }) => (body?.type === "lens-model" ? [body] : []))) {
      const path = modelPath(file, body);
      const model = models.get(path) ?? { path, generation: body.generation, tables: [] };
      models.set(path, model);
      model.tables.push(...body.tables.map((table) => ({ file, table })));
    }
  }
  return [...models.values()].filter(({ tables }) => tables.length > 0);
}

export function findTable({ tables }: LensTables, name: string): LensTableSite | undefined {
  return tables.find(({ table }) => table.name?.value === name);
}

/** Path of the file that `load_sql` means. */
export function sqlFile({ path }: LensTables, name: string): string {
  return `${path === "" ? "" : `${path}/`}sqls/${name}.sql`;
}

function modelPath(file: string, { generation }: LensModel): string {
  if (generation === 1) return file;
  const folders = file.split("/").slice(0, -1);
  const isPart = ["tables", "views"].includes(folders.at(-1) ?? "");
  return (isPart ? folders.slice(0, -1) : folders).join("/");
}
