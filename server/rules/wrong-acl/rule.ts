import { parseAddress } from "../../address/address.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import type { Fix } from "../../text/problem.ts";
import type { Located } from "../../text/range.ts";
import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";

/** The `acl` of an address chooses the credentials; without one they are those for reading. */
export const rule = defineRule({
  id: "wrong-acl",
  severity: "hint",
  summary: "A Flare job writes to an address whose `acl` is not `rw`.",
  kinds: ["workflow"],
  check(context) {
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type !== "flare") continue;
      for (const { dataset } of body.outputs) if (dataset) check(context, dataset);
    }
  },
});

function check({ report, text }: RuleContext, { value, range }: Located<string>): void {
  const { address } = hasPlaceholder(value) ? {} : parseAddress(value);
  if (address?.form !== "udl") return;
  const { acl } = address.query;
  if (acl === "rw") return;
  const start = range.start + text.slice(range.start, range.end).indexOf(value);
  const fix: Fix = {
    title: "Write with `acl=rw`",
    edits: [{ range: { start, end: start + value.length }, newText: writable(value) }],
  };
  report({
    range,
    ...(acl !== undefined && { severity: "warning" }),
    message:
      acl === undefined
        ? "The job writes here, but without `?acl=rw` the address stands for the credentials for reading; add it."
        : `The job writes here, but \`acl=${acl}\` does not choose the credentials for writing; make it \`acl=rw\`.`,
    fixes: start < range.start ? [] : [fix],
  });
}

function writable(address: string): string {
  if (/[?&]acl=/.test(address)) return address.replace(/([?&]acl=)[^&]*/, "$1rw");
  return `${address}${address.includes("?") ? "&" : "?"}acl=rw`;
}
