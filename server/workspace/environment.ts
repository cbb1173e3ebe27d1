import type { Values } from "../template/variables.ts";
import type { Config } from "./config.ts";

/** The environment that local runs and references go by, with the values of its variables. */
export interface Environment {
  /** Undefined where the configuration has no environments. */
  readonly name: string | undefined;
  readonly values: Values;
}

/** An environment that was asked for by name. */
export interface AskedEnvironment {
  readonly name: string;
  /** Values of the variables that it does not list, such as those of this process. */
  readonly others: Readonly<Record<string, string | undefined>>;
}

/** The environment that was asked for, else the one that the configuration chooses, else its first one. */
export function environmentOf({ environments, environment }: Config, asked?: AskedEnvironment): Environment {
  const [first] = Object.keys(environments);
  const name = asked?.name ?? environment ?? first;
  const listed = name === undefined ? {} : (environments[name] ?? {});
  const values = Object.entries({ ...asked?.others, ...listed }).flatMap(
    ([variable, value]): [string, string][] => (value === undefined ? [] : [[variable, value]]),
  );
  return { name, values: new Map(values) };
}
