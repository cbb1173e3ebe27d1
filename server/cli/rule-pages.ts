import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The pages of rules as Markdown, by id; a page that is not there is left out. */
export async function readRulePages(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(
    ids.map(async (id): Promise<[string, string][]> => {
      const page = await readFile(pathOf(id), "utf8").catch(() => undefined);
      return page === undefined ? [] : [[id, page]];
    }),
  );
  return new Map(pages.flat());
}

/** Beside this bundle, or the source when it is run unbundled. */
function pathOf(id: string): string {
  return import.meta.filename.endsWith(".ts")
    ? join(import.meta.dirname, "../rules", id, "README.md")
    : join(import.meta.dirname, "rules", `${id}.md`);
}
