import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { Checker } from "../../server/rules/checker.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { Lines } from "../../server/text/lines.ts";
import { isAtLeast, type Severity } from "../../server/text/problem.ts";
import { MemoryFileSystem } from "../../server/workspace/memory-file-system.ts";
import { Workspace } from "../../server/workspace/workspace.ts";

/*
 * Manifests as their authors published them, which are not part of the project: where they lie beside it, what is
 * found in them is held against reviewed lists. `reviewed.json` names every error, each of them a real mistake, with
 * the rule that finds it; on a manifest in `valid.json` an error is a false alarm.
 */
const corpus = join(dirname(dirname(dirname(import.meta.dirname))), "shared", "corpus");
const isHere = existsSync(corpus);
const sql = createInProcessSqlService();

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));
const reviewed = (name: string) => read(name) as Record<string, readonly string[]>;
/** Complete manifests judged valid, and the warnings on them: how many there are by rule, and why. */
const valid = read("valid.json") as readonly string[];
const warnings = read("warnings.json") as Record<string, { readonly count: number; readonly why: string }>;

describe.skipIf(!isHere)(
  "published manifests (skipped where ../shared/corpus is not beside the project)",
  () => {
    test("each by itself: exactly the errors of the reviewed list, and no rule throws", async () => {
      const found: Record<string, readonly string[]> = {};
      const paths = manifestsBelow(corpus).filter((path) => !path.startsWith("sales_360/"));
      for (const path of paths) {
        const name = path.slice(path.lastIndexOf("/") + 1);
        const errors = await check(new Map([[name, readFileSync(join(corpus, path), "utf8")]]), "error");
        if (errors[name]) found[path] = errors[name];
      }
      expect(paths.length).toBeGreaterThan(400);
      expect(found).toEqual(reviewed("reviewed.json"));
    });

    test("every complete manifest is judged: valid, or with real mistakes", () => {
      const { manifests } = JSON.parse(readFileSync(join(corpus, "index.json"), "utf8")) as {
        readonly manifests: readonly { readonly file: string; readonly complete: boolean }[];
      };
      const complete = manifests
        .filter(({ file, complete }) => complete && !file.startsWith("sales_360/"))
        .map(({ file }) => file);
      const mistaken = Object.keys(reviewed("reviewed.json"));
      expect(valid.filter((file) => mistaken.includes(file))).toEqual([]);
      expect(complete.filter((file) => !valid.includes(file) && !mistaken.includes(file))).toEqual([]);
      expect(valid.length).toBeGreaterThan(390);
    });

    test("valid ones have no error, and no warning that is not explained", async () => {
      const found: Record<string, number> = {};
      for (const path of valid) {
        const name = path.slice(path.lastIndexOf("/") + 1);
        const problems = await check(new Map([[name, readFileSync(join(corpus, path), "utf8")]]), "warning");
        for (const problem of problems[name] ?? []) {
          const [, severity, rule = ""] = problem.split(" ");
          expect(severity, `${path}: ${problem}`).toBe("warning");
          found[rule] = (found[rule] ?? 0) + 1;
        }
      }
      expect(found).toEqual(
        Object.fromEntries(Object.entries(warnings).map(([rule, { count }]) => [rule, count])),
      );
    });

    test("Sales 360 as a workspace: exactly the problems of the reviewed list", async () => {
      const folder = join(corpus, "sales_360");
      const texts = new Map(
        manifestsBelow(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]),
      );
      expect(await check(texts, "hint")).toEqual(reviewed("sales-360.json"));
    });
  },
);

/** Problems by file, each as `LINE severity rule`. */
async function check(
  texts: ReadonlyMap<string, string>,
  least: Severity,
): Promise<Record<string, readonly string[]>> {
  const files = Object.fromEntries([...texts].map(([path, text]) => [`/workspace/${path}`, text]));
  const workspace = await Workspace.open("/workspace", new MemoryFileSystem(files));
  const checker = new Checker(workspace, sql, {
    onBug: (rule, error) => {
      throw new Error(`The rule ${rule.id} threw.`, { cause: error });
    },
  });
  await checker.checkAll();
  const found: Record<string, readonly string[]> = {};
  for (const [path, text] of texts) {
    const lines = new Lines(text);
    const problems = checker.problems(path).filter(({ severity }) => isAtLeast(severity, least));
    if (problems.length === 0) continue;
    found[path] = problems.map(
      ({ range, severity, rule }) => `${lines.position(range.start).line + 1} ${severity} ${rule}`,
    );
  }
  return found;
}

function manifestsBelow(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /\.ya?ml$/.test(path))
    .toSorted();
}
