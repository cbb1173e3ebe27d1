import type { SchemaObject } from "../schema/dialect.ts";
import { loadSchemas, type SchemaProblem, type Schemas } from "../schema/schemas.ts";
import { isFileWithin } from "./discover.ts";
import { readText } from "./file-facts.ts";
import type { FileSystem } from "./file-system.ts";
import { join, nameOf } from "./paths.ts";

/** Schemas of a workspace on top of others, and what is wrong with the files that are left out. */
export interface CustomSchemas {
  readonly schemas: Schemas;
  /** Named by path relative to the root. */
  readonly problems: readonly SchemaProblem[];
}

/**
 * Loads a workspace's own schemas; one that bears the name of a given schema takes its place. A file that can't be
 * read, lies outside the workspace behind a link, or is no schema is a problem and counts as not there.
 * @param paths of JSON files, relative to the root
 */
export async function loadCustomSchemas(
  root: string,
  paths: readonly string[],
  fs: FileSystem,
  base: Schemas,
): Promise<CustomSchemas> {
  const problems: SchemaProblem[] = [];
  const files: Record<string, SchemaObject> = {};
  const pathOf = new Map(paths.map((path) => [nameOf(path), path]));
  for (const path of paths) {
    const text = (await isFileWithin(root, path, fs)) ? await readText(join(root, path), fs) : undefined;
    const schema = parseObject(text);
    if (schema) files[nameOf(path)] = schema;
    else
      problems.push({ file: path, message: `${path} holds no JSON Schema; correct the file or its path.` });
  }
  const loaded = loadSchemas(files, base);
  const refused = loaded.problems.map((problem) => ({
    ...problem,
    file: pathOf.get(problem.file) ?? problem.file,
  }));
  return { schemas: loaded.schemas, problems: [...problems, ...refused] };
}

function parseObject(text: string | undefined): SchemaObject | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
