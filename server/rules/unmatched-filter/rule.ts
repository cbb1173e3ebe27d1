import type { ScannerFilter, ScannerJob } from "../../manifest/model.ts";
import { parseAddress } from "../../address/address.ts";
import { nearest } from "../../text/nearest.ts";
import { regexFault } from "../../text/regex-fault.ts";
import type { Located } from "../../text/range.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { workflowOf } from "../dag.ts";
import { checkMonitor } from "./monitor-filter.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * What a scanner's or monitor's filter asks for should be there. Speaks only where the workspace knows names of that kind, and
 * judges patterns of one name: no pattern of a manifest is ever run.
 */
export const rule = defineRule({
  id: "unmatched-filter",
  severity: "hint",
  summary:
    "A scanner's or monitor's filter matches nothing that the workspace knows, or not what it seems to.",
  kinds: ["workflow", "monitor"],
  check(context) {
    if (context.manifest.kind === "monitor") checkMonitor(context);
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type !== "scanner") continue;
      for (const filter of body.filters) checkFilter(context, filter, body);
    }
  },
});

function checkFilter(context: RuleContext, filter: ScannerFilter, job: ScannerJob): void {
  for (const item of [...filter.includes, ...filter.excludes]) checkStar(context, item);
  const known = knownTo(context.workspace, filter, job);
  if (known.names.length === 0 || known.names.some(hasPlaceholder)) return;
  for (const item of filter.includes) checkItem(context, item, known);
}

/** `orders*` is the word `order` and any number of `s`. */
function checkStar({ text, report }: RuleContext, { value, range }: Located<string>): void {
  const stem = /^\^?([\w-]+)\*\$?$/.exec(value)?.[1];
  const written = text.slice(range.start, range.end);
  if (stem === undefined || regexFault(value) !== undefined) return;
  const newText = written.replace("*", ".*");
  report({
    range,
    message: `"${value}" is a regular expression that ends in any number of "${stem.at(-1)}", not in anything; write "${value.replace("*", ".*")}".`,
    fixes: [{ title: `Change to ${newText}`, edits: [{ range, newText }] }],
  });
}

/** Names that a filter may ask for, and how messages call them. */
interface Known {
  readonly names: readonly string[];
  readonly what: string;
  isExternal(name: string): boolean;
}

function knownTo(workspace: WorkspaceView, filter: ScannerFilter, { depot }: ScannerJob): Known {
  if (filter.of === "data-product") {
    return {
      names: workspace.names("data-product"),
      what: "data product",
      isExternal: (name) => workspace.isExternal("data-product", name),
    };
  }
  const name = depot && depotName(depot.value);
  if (name === undefined || filter.of === "other") return { names: [], what: "", isExternal: () => true };
  const datasets = [...workspace.names("dataset"), ...workspace.mentions("dataset")]
    .filter((key) => key.startsWith(`${name}:`))
    .map((key) => /^[^:]*:([^/]*)\/(.*)$/s.exec(key));
  const names = datasets.flatMap((match) => match?.[filter.of === "collection" ? 1 : 2] ?? []);
  const what =
    filter.of === "collection" ? `collection of the depot "${name}"` : `dataset of the depot "${name}"`;
  return { names: [...new Set(names)], what, isExternal: () => false };
}

/** A depot is named or addressed. */
function depotName(text: string): string | undefined {
  if (hasPlaceholder(text)) return undefined;
  return text.includes(":") ? parseAddress(text).address?.depot : text;
}

function checkItem({ text, report }: RuleContext, { value, range }: Located<string>, known: Known): void {
  const pattern = readPattern(value);
  if (!pattern || known.names.some((name) => matches(pattern, name)) || known.isExternal(pattern.name))
    return;
  const { name } = pattern;
  const near = nearest(name, known.names);
  const verdict = `No ${known.what} that the workspace knows matches "${value}"`;
  if (near === undefined) {
    // The platform may have many more collections and datasets.
    if (known.what !== "data product") return;
    report({ range, message: `${verdict}; list it as external if it is deployed from elsewhere.` });
    return;
  }
  const start = range.start + text.slice(range.start, range.end).indexOf(name);
  report({
    range,
    severity: "warning",
    message: `${verdict}; did you mean "${near}"?`,
    fixes: [
      {
        title: `Change to "${near}"`,
        edits: [{ range: { start, end: start + name.length }, newText: near }],
      },
    ],
  });
}

interface NamePattern {
  readonly name: string;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** A pattern of one name with or without anchors or `.*` around it; a plain name stands for all that begin with it. */
function readPattern(text: string): NamePattern | undefined {
  const match = /^(\^?)((?:\.\*)?)([\w-]{1,200})((?:\.\*)?)(\$?)$/.exec(text);
  if (!match) return undefined;
  const [, caret, before, name = "", after, dollar] = match;
  const isPlain = name === text;
  return { name, atStart: isPlain || (caret === "^" && !before), atEnd: dollar === "$" && !after };
}

/** Without regard to case: sources differ in theirs. */
function matches({ name, atStart, atEnd }: NamePattern, known: string): boolean {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()];
  if (atStart && atEnd) return other === one;
  if (atStart) return other.startsWith(one);
  return atEnd ? other.endsWith(one) : other.includes(one);
}
