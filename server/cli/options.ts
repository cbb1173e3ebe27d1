import type { AskedEnvironment } from "../workspace/environment.ts";
import { UsageError } from "./exit-status.ts";

/** The value of an option that takes one of a few words. */
export function oneOf<Word extends string>(option: string, value: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === value);
  if (word === undefined) throw new UsageError(`--${option} takes ${words.join(", ")}, not "${value}".`);
  return word;
}

/** Of every command that depends on the values of variables. */
export const environmentOption = { environment: { type: "string" } } as const;

/** The environment that a user asks for; what it does not list is taken from the variables of this process. */
export function askedEnvironment(name: string | undefined): AskedEnvironment | undefined {
  return name === undefined ? undefined : { name, others: process.env };
}

/** The one PATH of a command. */
export function onePath(command: string, positionals: readonly string[]): string {
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError(`dps ${command} needs a PATH: a folder or a file.`);
  if (more.length > 0) throw new UsageError(`dps ${command} takes one PATH, and got ${positionals.length}.`);
  return path;
}
