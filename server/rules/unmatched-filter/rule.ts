import { nearest } from "../../text/nearest.ts";
import type { Located } from "../../text/range.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/**
 * What a scanner's filter asks for should be there. Speaks only where the workspace has data products, and judges
 * patterns of one name: no pattern of a manifest is ever run.
 */
export const rule = defineRule({
  id: "unmatched-filter",
  severity: "hint",
  summary: "A scanner's filter for data products matches none of the workspace.",
  kinds: ["workflow"],
  check(context) {
    const products = context.workspace.names("data-product");
    if (products.length === 0 || products.some(hasPlaceholder)) return;
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type !== "scanner") continue;
      for (const item of body.dataProducts) checkItem(context, item, products);
    }
  },
});

function checkItem(
  { workspace, text, report }: RuleContext,
  { value, range }: Located<string>,
  products: readonly string[],
): void {
  const pattern = readPattern(value);
  if (!pattern || products.some((product) => matches(pattern, product))) return;
  const { name } = pattern;
  if (workspace.isExternal("data-product", name)) return;
  const near = nearest(name, products);
  if (near === undefined) {
    report({
      range,
      message: `No data product of the workspace matches "${value}"; list it as external if it is deployed from elsewhere.`,
    });
    return;
  }
  const start = range.start + text.slice(range.start, range.end).indexOf(name);
  report({
    range,
    severity: "warning",
    message: `No data product of the workspace matches "${value}"; did you mean "${near}"?`,
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

function matches({ name, atStart, atEnd }: NamePattern, product: string): boolean {
  if (atStart && atEnd) return product === name;
  if (atStart) return product.startsWith(name);
  return atEnd ? product.endsWith(name) : product.includes(name);
}
