import type { OffsetRange } from "../text/range.ts";
import type { Findings } from "./findings.ts";
import type { SqlText } from "./model.ts";

/**
 * Adds the datasets that SQL of a cluster reads by their full names: `FROM depot.collection.dataset`, quoted or not.
 * What stands in comments and texts is none of them.
 */
export function readDatasets(sql: SqlText | undefined, findings: Findings): void {
  if (!sql) return;
  for (const match of sql.value.matchAll(token)) {
    const parts = [1, 2, 3].map((group) => match[group]);
    const [depot, collection, dataset] = parts.map(unquoted);
    if (!depot || !collection || !dataset || !parts[0]) continue;
    const start = match.index + match[0].indexOf(parts[0], /\s/.exec(match[0])?.index ?? 0);
    const range: OffsetRange = { start, end: match.index + match[0].length };
    findings.mention("dataset", {
      value: `${depot}:${collection}/${dataset}`,
      range: findings.placeOf(sql, range),
    });
  }
}

const part = String.raw`("[\w-]{1,200}"|[A-Za-z_]\w{0,199})`;

/** Texts and comments are taken first, so that nothing in them is taken for a name. */
const token = new RegExp(
  String.raw`'[^']*'|--[^\n]*|/\*[^]*?\*/|\b(?:from|join)\s{1,50}${part}\.${part}\.${part}(?![\w."({])`,
  "gi",
);

function unquoted(name: string | undefined): string | undefined {
  return name?.replace(/^"|"$/g, "");
}
