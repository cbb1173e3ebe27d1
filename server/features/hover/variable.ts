import { hasSecretName, looksSecret } from "../../manifest/plain-secrets.ts";
import { variables, type Variable } from "../../template/variables.ts";
import type { Config } from "../../workspace/config.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Hover } from "./hover-text.ts";
import { codeSpan } from "../markdown.ts";

/** The values of a variable such as `${DEPOT}` in each environment, wherever in a manifest it stands. */
export function hoverVariable(
  text: string,
  offset: number,
  { config, environment }: Pick<Workspace, "config" | "environment">,
): Hover | undefined {
  const variable = variableAt(text, offset);
  if (!variable) return undefined;
  const { name, range } = variable;
  const known = Object.values(config.environments).some((values) => Object.hasOwn(values, name));
  const parts = known ? [listed(name, config, environment.name)] : [unknown(name, config)];
  return { range, markdown: [`**${codeSpan(name)}**, a variable`, ...parts].join("\n\n") };
}

/** Placeholders never span lines, so only one line is looked at. */
function variableAt(text: string, offset: number): Variable | undefined {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const [line = ""] = text.slice(start, start + maxLine).split(/[\r\n]/, 1);
  const found = variables(line).find(
    ({ range }) => start + range.start <= offset && offset < start + range.end,
  );
  return found && { ...found, range: { start: start + found.range.start, end: start + found.range.end } };
}

/** No line that people write is longer. */
const maxLine = 10_000;

function listed(name: string, { environments }: Config, chosen: string | undefined): string {
  const lines = Object.entries(environments).map(([environment, values]) => {
    const use = environment === chosen ? " (local runs use it)" : "";
    return `- ${codeSpan(environment)}${use}: ${shownValue(name, values)}`;
  });
  return lines.join("\n");
}

function shownValue(name: string, values: Readonly<Record<string, string>>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return "no value";
  if (value === "") return "empty";
  return looksSecret(name, value) ? "•••••• (hidden, because it looks like a secret)" : codeSpan(value);
}

function unknown(name: string, { environments }: Config): string {
  if (hasSecretName(name))
    return "It looks like a secret, so keep its value out of files: set the variable where `dataos-ctl` runs.";
  const [environment = "dev"] = Object.keys(environments);
  return [
    "It has no value here. Give it one for each environment in `dps.config.yml`:",
    ["```yaml", "environments:", `  ${environment}:`, `    ${name}: …`, "```"].join("\n"),
  ].join("\n\n");
}
