import { stringify } from "yaml";
import type { ScaffoldFile } from "./new-data-product.ts";
import type { Column, Names } from "./names.ts";

/** The semantic model of one table over what the product writes, and the manifest that deploys it. */
export function lensFiles(names: Names, columns: readonly Column[]): readonly ScaffoldFile[] {
  const { dataset } = names;
  const select = `SELECT\n${columns.map(({ name }) => `  ${name}`).join(",\n")}\nFROM\n  lakehouse.${names.collection}.${dataset}\n`;
  return [
    { path: "lens/deployment.yml", text: stringify(deployment(names), { lineWidth: 0 }) },
    { path: `lens/model/tables/${dataset}.yml`, text: table(names, columns) },
    { path: `lens/model/sqls/${dataset}.sql`, text: select },
    {
      path: "lens/model/user_groups.yml",
      text: stringify({
        user_groups: [
          { name: "default", description: "Everybody", api_scopes: ["meta", "data"], includes: "*" },
        ],
      }),
    },
  ];
}

function deployment({ name, title, variable }: Names): object {
  return {
    name: `${name}-lens`,
    version: "v1alpha",
    type: "lens",
    layer: "user",
    tags: ["lens"],
    description: `The semantic model of ${title}`,
    lens: {
      compute: "runnable-default",
      secrets: [{ name: `\${${variable}_GIT_SECRET}`, allKeys: true }],
      source: { type: "minerva", name: "system", catalog: "lakehouse" },
      repo: { url: `\${${variable}_GIT_URL}`, lensBaseDir: "lens/model", syncFlags: ["--ref=main"] },
      api: { replicas: 1, logLevel: "info" },
      worker: { replicas: 1, logLevel: "info" },
      router: { logLevel: "info" },
    },
  };
}

function table({ dataset, title }: Names, columns: readonly Column[]): string {
  const measures = [
    { name: `total_${dataset}`, type: "count", description: `Number of rows of ${title}` },
    ...columns
      .filter(({ type, isKey, name }) => type === "number" && !isKey && !name.endsWith("id"))
      .map(({ name }) => ({
        name: `sum_of_${name}`,
        type: "sum",
        sql: `{${name}}`,
        description: `Sum of ${name}`,
      })),
  ];
  const model = {
    tables: [
      {
        name: dataset,
        sql: loadSql,
        description: title,
        public: true,
        dimensions: columns.map(({ name, type, isKey }) => ({
          name,
          type,
          column: name,
          ...(isKey && { primary_key: true, public: true }),
        })),
        measures,
      },
    ],
  };
  return stringify(model, { lineWidth: 0 }).replace(loadSql, `{{ load_sql('${dataset}') }}`);
}

/** Stands for the template that loads a file of SQL, which YAML would put into quotes. */
const loadSql = "load-sql-of-this-table";
