import type { OffsetRange } from "../text/range.ts";
import { placeholders } from "./placeholder.ts";

/** Values of variables by name. */
export type Values = ReadonlyMap<string, string>;

/** A placeholder that stands for a variable of the environment: `${VAR}` or `$VAR`. */
export interface Variable {
  readonly name: string;
  readonly range: OffsetRange;
}

/**
 * The variables of a text, in its order. The other placeholders (`${{…}}`, `{{…}}`, `$|key|`, `<…>`, `${two words}`)
 * are none: nothing but their author, or the platform, knows what they stand for.
 */
export function variables(text: string): readonly Variable[] {
  return placeholders(text).flatMap((range) => {
    const [, braced, bare] = variable.exec(text.slice(range.start, range.end)) ?? [];
    const name = braced ?? bare;
    return name === undefined ? [] : [{ name, range }];
  });
}

const variable = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))$/;

/** The text with the values of its variables; those without a value stay as they are. */
export function fillIn(text: string, values: Values): string {
  if (values.size === 0 || !text.includes("$")) return text;
  let filled = "";
  let end = 0;
  for (const { name, range } of variables(text)) {
    filled += text.slice(end, range.start) + (values.get(name) ?? text.slice(range.start, range.end));
    end = range.end;
  }
  return filled + text.slice(end);
}
