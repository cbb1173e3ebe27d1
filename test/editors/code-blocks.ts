import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const page = join(dirname(dirname(import.meta.dirname)), "docs/editors.md");

/** The code of a language in docs/editors.md, in the order of the page. */
export function codeBlocks(language: string): readonly string[] {
  const blocks = readFileSync(page, "utf8").matchAll(/^```(\w+)\r?\n([^]*?)^```$/gm);
  return [...blocks].flatMap(([, of, code = ""]) => (of === language ? code : []));
}
