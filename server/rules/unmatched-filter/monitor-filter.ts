import type { SqlText } from "../../manifest/model.ts";
import { sqlRange } from "../../manifest/sql-range.ts";
import { nearest } from "../../text/nearest.ts";
import type { OffsetRange } from "../../text/range.ts";
import type { RuleContext } from "../rule.ts";

/**
 * A monitor may pick quality results and profiles by collection and dataset, in SQL on the platform's own tables.
 * Picked should be what the workspace has, where it has any.
 */
export function checkMonitor({ manifest, workspace, report }: RuleContext): void {
  for (const sql of manifest.sqls.filter(({ value }) =>
    /\bsys01\.(?:soda_quality_checks|profiles)\b/.test(value),
  )) {
    const keys = [...new Set([...workspace.names("dataset"), ...workspace.mentions("dataset")])];
    const parts = keys.map((key) => /^[^:]*:([^/]*)\/(.*)$/s.exec(key));
    const collections = parts.flatMap((match) => match?.[1] ?? []);
    if (collections.length === 0) return;
    const unknown = literalsOf(sql, "collection").filter(({ value }) => !collections.includes(value));
    // Of another collection it isn't known what is in it.
    const datasets = unknown.length > 0 ? [] : literalsOf(sql, "dataset");
    const names = parts.flatMap((match) => match?.[2] ?? []);
    const found = [
      ...unknown.map((literal) => ({ literal, noun: "collection", known: collections })),
      ...datasets
        .filter(({ value }) => !names.includes(value))
        .map((literal) => ({ literal, noun: "dataset", known: names })),
    ];
    for (const { literal, noun, known } of found) {
      const near = nearest(literal.value, known);
      const range = sqlRange(sql, literal.range);
      report({
        range,
        ...(near !== undefined && { severity: "warning" }),
        message: `Nothing in the workspace reads or writes a ${noun} "${literal.value}", so the monitor may look at nothing${near ? `; did you mean "${near}"?` : "; correct it, or watch what the workspace has."}`,
        fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range, newText: near }] }] : [],
      });
    }
  }
}

interface Literal {
  readonly value: string;
  readonly range: OffsetRange;
}

/** The texts that a column is compared with: `collection = 'x'`, `dataset IN ('x', 'y')`. */
function literalsOf({ value: sql }: SqlText, column: string): readonly Literal[] {
  const comparison = new RegExp(
    String.raw`\b${column}\s{0,20}(?:=|\bin\s{0,20}\()\s{0,200}((?:'[\w-]{1,200}'[\s,]{0,200}){1,50})`,
    "giu",
  );
  return [...sql.matchAll(comparison)].flatMap((match) => {
    const list = match[1] ?? "";
    const start = match.index + match[0].length - list.length;
    return [...list.matchAll(/'([^']*)'/g)].map(({ 1: value = "", index }) => {
      const from = start + index + 1;
      return { value, range: { start: from, end: from + value.length } };
    });
  });
}
