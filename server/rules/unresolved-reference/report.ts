import type { Reference } from "../../manifest/symbols.ts";
import { nearest } from "../../text/nearest.ts";
import type { Severity } from "../../text/problem.ts";
import { nounOf } from "../nouns.ts";
import type { RuleContext } from "../rule.ts";

export function isDefined({ workspace }: RuleContext, { symbols, name }: Reference): boolean {
  return symbols.some((symbol) => workspace.definitions(symbol, name).length > 0);
}

/** @param others names that may have been meant, and that are not listed */
export function report(
  context: RuleContext,
  reference: Reference,
  names: readonly string[],
  severity: Severity,
  others: readonly string[] = [],
): void {
  const noun = nounOf(reference.symbols[0]);
  const verdict = `is no ${noun.name} of ${noun.place}`;
  reportName(context, reference, { name: reference.name, names, others, verdict, severity });
}

interface Unresolved {
  readonly name: string;
  /** What it could have been. */
  readonly names: readonly string[];
  readonly others?: readonly string[];
  /** Goes on after the name: `is no job of this workflow`. */
  readonly verdict: string;
  readonly severity: Severity;
}

export function reportName(
  { report: emit }: RuleContext,
  { range }: Reference,
  { name, names, others = [], verdict, severity }: Unresolved,
): void {
  const near = nearest(name, [...names, ...others]) ?? others[0];
  emit({
    range,
    severity,
    message: near ? `"${name}" ${verdict}; did you mean "${near}"?` : `"${name}" ${verdict}${known(names)}.`,
    fixes: near ? [{ title: `Change to "${near}"`, edits: [{ range, newText: near }] }] : [],
  });
}

/** Names a few of what there is, so that the message helps without a look elsewhere. */
function known(names: readonly string[]): string {
  const all = [...new Set(names)];
  const some = all.slice(0, 4).map((name) => `"${name}"`);
  if (some.length === 0) return "";
  return `; there ${some.length === 1 ? "is" : "are"} ${some.join(", ")}${all.length > some.length ? ", …" : ""}`;
}
