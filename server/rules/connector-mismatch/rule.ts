import { parseAddress } from "../../address/address.ts";
import type { Depot, FlareInput, FlareJob, FlareOutput } from "../../manifest/model.ts";
import { hasPlaceholder } from "../../template/placeholder.ts";
import { nearest } from "../../text/nearest.ts";
import type { Fix } from "../../text/problem.ts";
import type { Located } from "../../text/range.ts";
import type { WorkspaceView } from "../../workspace/view.ts";
import { workflowOf } from "../dag.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { connectorOf, databaseOf, knownFormats, knownOptions, type Connector } from "./connectors.ts";

/**
 * What an input or output says of its source must fit the depot. Speaks only of depots that the workspace defines
 * once and whose type it knows, and only of formats, drivers and options that belong to some other source for sure.
 */
export const rule = defineRule({
  id: "connector-mismatch",
  severity: "warning",
  summary: "A Flare input's or output's format, driver or options don't fit the type of its depot.",
  kinds: ["workflow"],
  check(context) {
    for (const { body } of workflowOf(context.manifest)?.jobs ?? []) {
      if (body?.type === "flare") checkJob(context, body);
    }
  },
});

/** An input or output, and the depot it is in. */
interface Endpoint {
  readonly depotName: string;
  readonly depot: Depot;
  readonly connector: Connector;
}

function checkJob(context: RuleContext, { inputs, outputs }: FlareJob): void {
  for (const input of inputs) {
    // A query runs on a cluster, whatever its tables are in.
    const endpoint = input.query ? undefined : endpointOf(input.dataset, context.workspace);
    if (!endpoint) continue;
    checkFormat(context, endpoint, input.format);
    checkDriver(context, endpoint, input.driver);
    checkOptions(context, endpoint, input);
    if (!input.driver) suggestDriver(context, endpoint, input, "under `options`");
  }
  for (const output of outputs) {
    const endpoint = endpointOf(output.dataset, context.workspace);
    if (!endpoint) continue;
    checkFormat(context, endpoint, output.format);
    checkDriver(context, endpoint, output.driver);
    if (!output.driver) suggestDriver(context, endpoint, output, "beside `dataset`");
  }
}

function endpointOf(dataset: Located<string> | undefined, workspace: WorkspaceView): Endpoint | undefined {
  const { address } = dataset ? parseAddress(dataset.value) : {};
  if (!address) return undefined;
  const [site, ...more] = workspace.definitions("depot", address.depot);
  const depot = more.length === 0 ? site?.manifest.body : undefined;
  if (depot?.type !== "depot") return undefined;
  const connector = connectorOf(depot);
  return connector && { depotName: address.depot, depot, connector };
}

function checkFormat(
  { report }: RuleContext,
  { depotName, depot, connector }: Endpoint,
  format: Located<string> | undefined,
): void {
  if (!format || hasPlaceholder(format.value)) return;
  const written = format.value.toLowerCase();
  const [usual = ""] = connector.formats;
  if (!connector.formats.includes(written)) {
    if (!knownFormats.has(written)) return;
    report({
      range: format.range,
      message: `The depot "${depotName}" is ${articleOf(connector.name)} depot, which the format \`${format.value}\` does not fit; ${adviceOn(connector)}.`,
      fixes: isOnlyChoice(connector) ? [replace(format, usual)] : [],
    });
    return;
  }
  const declared = depot.format?.value;
  if (written !== "delta" || !declared || hasPlaceholder(declared) || /^delta$/i.test(declared)) return;
  report({
    range: format.range,
    message: `The depot "${depotName}" is declared with the format ${declared}; Delta tables need a depot whose format is DELTA.`,
  });
}

function isOnlyChoice({ formats }: Connector): boolean {
  return formats.length === 1;
}

function adviceOn({ formats }: Connector): string {
  const [usual = ""] = formats;
  return usual === "iceberg" ? "write a table or file format such as `iceberg`" : `write \`${usual}\``;
}

function checkDriver(
  { report }: RuleContext,
  { depotName, connector }: Endpoint,
  driver: Located<string> | undefined,
): void {
  if (!driver) return;
  const { database } = connector;
  const spoken = databaseOf(driver.value);
  if (spoken && spoken !== database && !isUnclear(connector)) {
    const [usual] = database?.drivers ?? [];
    report({
      range: driver.range,
      message: `\`${driver.value}\` is the driver of ${spoken.name}, and the depot "${depotName}" is ${articleOf(connector.name)} depot; ${usual ? `write \`${usual}\`` : "leave the driver out"}.`,
      fixes: usual ? [replace(driver, usual)] : [],
    });
    return;
  }
  const near = spoken || !database ? undefined : nearest(driver.value, database.drivers);
  if (!near) return;
  report({
    range: driver.range,
    message: `There is no driver \`${driver.value}\`; did you mean \`${near}\`?`,
    fixes: [replace(driver, near)],
  });
}

/** Redshift and Snowflake are reached by JDBC as well, Redshift with the driver of PostgreSQL. */
function isUnclear({ formats, database }: Connector): boolean {
  return !database && formats.includes("jdbc");
}

function checkOptions({ report }: RuleContext, { depotName, connector }: Endpoint, input: FlareInput): void {
  for (const name of Object.keys(input.options)) {
    const foreign = knownOptions.some((prefix) => name.startsWith(prefix));
    const range = input.optionRanges[name];
    if (!foreign || !range || connector.options.some((prefix) => name.startsWith(prefix))) continue;
    report({
      range,
      message: `The depot "${depotName}" is ${articleOf(connector.name)} depot, which has no option \`${name}\`; remove it.`,
    });
  }
}

function suggestDriver(
  { report }: RuleContext,
  { depotName, connector }: Endpoint,
  { dataset, format }: FlareInput | FlareOutput,
  place: string,
): void {
  const [usual] = connector.database?.drivers ?? [];
  if (!usual || !dataset || (format && format.value.toLowerCase() !== "jdbc")) return;
  report({
    range: dataset.range,
    severity: "hint",
    message: `The depot "${depotName}" is ${articleOf(connector.name)} database, which needs a JDBC driver; write \`driver: ${usual}\` ${place}.`,
  });
}

function replace({ range }: Located<string>, newText: string): Fix {
  return { title: `Change to "${newText}"`, edits: [{ range, newText }] };
}

function articleOf(name: string): string {
  return /^(?:[AEIO]|S3|SQL)/.test(name) ? `an ${name}` : `a ${name}`;
}
