import { checkDialect } from "./check-dialect.ts";
import { compileFiles, type CompiledSchema } from "./compile.ts";
import type { Schema, SchemaObject } from "./dialect.ts";

/** A set of schema files that refer to each other, ready to be walked. */
export interface Schemas {
  /** Sorted file names. */
  readonly names: readonly string[];
  file(name: string): SchemaObject | undefined;
  /** The schema behind `#/$defs/x`, `common.json` or `common.json#/$defs/x`, as written in the file `from`. */
  resolve(ref: string, from: string): Schema | undefined;
  /** What the walker reads: a schema of one of the files with its references and patterns resolved. */
  compiled(schema: Schema): CompiledSchema | undefined;
}

export interface SchemaProblem {
  /** File name, as given to `loadSchemas`. */
  readonly file: string;
  /** Names the file and the JSON pointer of what is refused. */
  readonly message: string;
}

/**
 * Loads schemas by file name. A file with anything outside the dialect, an unsafe pattern or a reference that
 * leads nowhere is left out, with a problem; so is whatever refers to it. Never throws, whatever the files hold.
 *
 * @param base schemas that the files may refer to; they are part of the result too, except those whose name a
 *   file takes
 */
export function loadSchemas(
  files: Readonly<Record<string, SchemaObject>>,
  base?: Schemas,
): { readonly schemas: Schemas; readonly problems: readonly SchemaProblem[] } {
  const problems: SchemaProblem[] = [];
  const report = (file: string, { pointer, message }: { pointer: string; message: string }): void => {
    problems.push({ file, message: `${file}#${pointer}: ${message}` });
  };

  const accepted = new Map<string, SchemaObject>();
  for (const [name, schema] of Object.entries(files)) {
    const refused = checkDialect(schema);
    for (const problem of refused) report(name, problem);
    if (refused.length === 0) accepted.set(name, schema);
  }
  const taken = new Set(Object.keys(files));
  const fileOf = (name: string): SchemaObject | undefined =>
    taken.has(name) ? accepted.get(name) : base?.file(name);
  const resolve = (ref: string, from: string): Schema | undefined => {
    const [name, pointer = ""] = ref.split("#", 2);
    return follow(fileOf(name || from), pointer);
  };

  let result = compileFiles(accepted, resolve, (schema) => base?.compiled(schema));
  // What refers to a refused file has lost its target, so it goes in the next round.
  while (result.refused.length > 0) {
    for (const { file, ...problem } of result.refused) {
      report(file, problem);
      accepted.delete(file);
    }
    result = compileFiles(accepted, resolve, (schema) => base?.compiled(schema));
  }

  const names = [...accepted.keys(), ...(base?.names ?? []).filter((name) => !taken.has(name))].sort();
  const { compiled } = result;
  const find = (schema: Schema): CompiledSchema | undefined => compiled(schema) ?? base?.compiled(schema);
  return { schemas: { names, file: fileOf, resolve, compiled: find }, problems };
}

/** The schema at a JSON pointer; undefined when there is none. */
function follow(root: SchemaObject | undefined, pointer: string): Schema | undefined {
  if (pointer !== "" && !pointer.startsWith("/")) return undefined;
  let current: unknown = root;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return typeof current === "boolean" || isObject(current) ? current : undefined;
}

function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
