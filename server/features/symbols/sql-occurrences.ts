import type { Manifest, SqlText } from "../../manifest/model.ts";
import { sqlRange } from "../../manifest/sql-range.ts";
import type { SqlAnalysis, SqlRelation } from "../../sql/sql.ts";
import type { KnownWorkspace, NamedSymbol, Occurrence } from "./symbol.ts";

/** The tables and views that a manifest's SQL reads, as symbols: step views of Flare jobs, and datasets by their dotted name. */
export function occurrencesInSql(
  file: string,
  manifest: Manifest,
  { analysisOf }: KnownWorkspace,
): readonly { readonly symbol: NamedSymbol; readonly occurrence: Occurrence }[] {
  return manifest.sqls.flatMap((sql) => {
    const analysis = analysisOf(sql);
    return [...(analysis?.relations ?? []), ...qualifiers(analysis)].flatMap((relation) => {
      const symbol = symbolOf(relation, sql, file, manifest);
      const range = sqlRange(sql, relation);
      return symbol ? [{ symbol, occurrence: { file, manifest, range, role: "reference" as const } }] : [];
    });
  });
}

/** Where columns are qualified by the name of a relation that has no other name there, as in `orders.id`. */
function qualifiers(analysis: SqlAnalysis | undefined): readonly SqlRelation[] {
  if (!analysis) return [];
  const { relations, columnUses } = analysis;
  const aliases = new Set(relations.flatMap(({ alias }) => alias?.toLowerCase() ?? []));
  const names = new Set(
    relations.flatMap(({ name, alias }) =>
      alias === undefined && name.length === 1 ? name[0]?.toLowerCase() : [],
    ),
  );
  return columnUses.flatMap(({ qualifier }) => {
    const name = qualifier?.name.toLowerCase();
    if (!qualifier || name === undefined || aliases.has(name) || !names.has(name)) return [];
    return [{ start: qualifier.start, end: qualifier.end, name: [qualifier.name] }];
  });
}

function symbolOf(
  { name }: SqlRelation,
  sql: SqlText,
  file: string,
  manifest: Manifest,
): NamedSymbol | undefined {
  const [first = "", collection, dataset, ...more] = name;
  if (collection === undefined) return stepView(first, sql, file, manifest);
  if (dataset === undefined || more.length > 0) return undefined;
  return { kind: "dataset", name: `${first}:${collection}/${dataset}`, file };
}

/** Spark looks views up without regard to case; only those of the SQL's own job are in sight. */
function stepView(name: string, sql: SqlText, file: string, manifest: Manifest): NamedSymbol | undefined {
  if (manifest.body?.type !== "workflow") return undefined;
  const job = manifest.body.jobs.find(
    ({ range }) => range.start <= sql.range.start && sql.range.end <= range.end,
  );
  const definition = manifest.definitions.find(
    (each) =>
      each.symbol === "step-view" &&
      each.name.toLowerCase() === name.toLowerCase() &&
      job !== undefined &&
      job.range.start <= each.range.start &&
      each.range.end <= job.range.end,
  );
  if (definition?.scope === undefined) return undefined;
  return { kind: "step-view", name: definition.name, scope: { manifest, pointer: definition.scope }, file };
}
