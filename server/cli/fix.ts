import { readFile, writeFile } from "node:fs/promises";
import { fixAll } from "../features/fix-all.ts";
import { applyEdits } from "../text/edits.ts";
import type { Checker } from "../rules/checker.ts";
import { join } from "../workspace/paths.ts";
import { count } from "./render/table.ts";
import { note, type Terminal } from "./terminal.ts";
import type { Target } from "./target.ts";

/** A fix may bring up a problem that another fix mends; more rounds than this are a circle. */
const maxRounds = 5;

/**
 * Writes the fixes of all problems that have exactly one into the files that a command covers, and checks them again.
 * A file that is no UTF-8 is left alone, because it could not be written as it was.
 */
export async function fixProblems(
  checker: Checker,
  { workspace, files }: Target,
  terminal: Terminal,
): Promise<void> {
  const before = new Map<string, string>();
  let total = 0;
  for (let round = 0; round < maxRounds; round++) {
    let fixed = 0;
    for (const file of files) {
      const { edits, fixed: here } = fixAll(checker.problems(file));
      const text = edits.length > 0 ? await workspace.text(file) : undefined;
      if (text === undefined || !(await isWritable(join(workspace.root, file), before.get(file) ?? text)))
        continue;
      if (!before.has(file)) before.set(file, text);
      fixed += here;
      const affected = workspace.affectedBy(workspace.update(file, applyEdits(text, edits)));
      for (const each of affected) await checker.check(each);
      await Promise.all(affected.map((each) => checker.finish(each)));
    }
    total += fixed;
    if (fixed === 0) break;
  }
  for (const file of before.keys())
    await writeFile(join(workspace.root, file), (await workspace.text(file)) ?? "");
  const where = before.size > 0 ? ` in ${count(before.size, "file")}` : "";
  note(
    total > 0 ? `Fixed ${count(total, "problem")}${where}.` : "Nothing could be fixed without a choice.",
    terminal,
  );
}

/** Whether a file holds just this text, so that writing another one changes nothing but what is meant. */
async function isWritable(path: string, text: string): Promise<boolean> {
  try {
    return (await readFile(path)).equals(Buffer.from(text));
  } catch {
    return false;
  }
}
