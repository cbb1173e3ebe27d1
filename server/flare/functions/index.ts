import { nearest } from "../../text/nearest.ts";
import { dateFunctions } from "./dates.ts";
import type { FlareFunctionDefinition, Parameters } from "./function.ts";
import { nameFunctions } from "./names.ts";
import { rowFunctions } from "./rows.ts";
import { textFunctions } from "./texts.ts";
import { valueFunctions } from "./values.ts";

const definitions: ReadonlyMap<string, FlareFunctionDefinition> = new Map(
  [...nameFunctions, ...valueFunctions, ...dateFunctions, ...textFunctions, ...rowFunctions].map(
    (definition) => [definition.name, definition],
  ),
);

/** Functions of the platform that can't run here, and why. */
const unsupported: Readonly<Record<string, string>> = {
  increment_variable: "What increment_variable does is not documented.",
  parse_as_json: "The function parse_as_json needs Spark's own schema reader.",
  parse_html: "The function parse_html needs an HTML parser.",
};

export function findFunction(name: string): FlareFunctionDefinition | undefined {
  return definitions.get(name);
}

/** Why a use of a function can't run here, as far as it can be told before anything runs. */
export function obstacleOf(name: string, parameters: Parameters): string | undefined {
  const definition = definitions.get(name);
  if (!definition) return unsupported[name] ?? unknownFunction(name);
  const missing = definition.required.filter(
    (key) => parameters[key] === undefined || parameters[key] === null,
  );
  if (missing.length > 0) return `The function ${name} needs ${missing.join(" and ")}.`;
  return definition.unsupported?.(parameters);
}

/** All functions with what running them here is worth, for documentation. */
export function flareFunctions(): readonly {
  readonly name: string;
  readonly fidelity: "exact" | "approximate" | "unsupported";
  readonly note?: string;
}[] {
  const known = [...definitions.values()].map(({ name, fidelity, note }) => ({ name, fidelity, note }));
  const others = Object.entries(unsupported).map(([name, note]) => ({
    name,
    fidelity: "unsupported" as const,
    note,
  }));
  return [...known, ...others].sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function unknownFunction(name: string): string {
  const near = nearest(name, [...definitions.keys(), ...Object.keys(unsupported)]);
  return `There is no Flare function "${name}"${near === undefined ? "" : `; did you mean "${near}"?`}.`.replace(
    "?.",
    "?",
  );
}
