import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Checker } from "../../server/rules/checker.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { FactsStore } from "../../server/workspace/facts-store.ts";
import { MemoryFileSystem } from "../../server/workspace/memory-file-system.ts";
import { isYaml } from "../../server/workspace/paths.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { sampleTexts } from "./edited-sample.ts";

const manifests = [...sampleTexts].filter(([path]) => isYaml(path));

/** The sample with some files missing, and others with a line that is gone or stands there twice. */
const files = fc
  .array(
    fc.record({
      file: fc.constantFrom(...manifests.map(([path]) => path)),
      line: fc.nat(),
      times: fc.constantFrom(0, 2),
      missing: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((edits) => {
    const texts = new Map(manifests);
    for (const { file, line, times, missing } of edits) {
      const lines = texts.get(file)?.split("\n");
      if (!lines || missing) texts.delete(file);
      else {
        const at = line % lines.length;
        texts.set(
          file,
          lines
            .flatMap((each, index) => (index === at ? Array<string>(times).fill(each) : [each]))
            .join("\n"),
        );
      }
    }
    return new MemoryFileSystem(
      Object.fromEntries([...texts].map(([path, text]) => [`/sample/${path}`, text])),
    );
  });

test("a warm start equals a cold one, whatever an earlier start has kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dps-"));
  const open = () => FactsStore.open(join(folder, "facts"), { edition: "1", fewestFiles: 1 });
  try {
    await fc.assert(
      fc.asyncProperty(files, async (fs) => {
        const store = await open();
        await Workspace.open("/sample", fs, { cache: store });
        await store.save();
        const kept = await open();
        const derived: string[] = [];
        const cache = { get: (key: string) => kept.get(key), set: (key: string) => derived.push(key) };
        const warm = await Workspace.open("/sample", fs, { cache });
        const cold = await Workspace.open("/sample", fs);
        expect(derived).toEqual([]);
        expect(await said(warm)).toEqual(await said(cold));
      }),
      { numRuns: 20 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Facts and problems of all files, without those that need SQL to be analysed. */
async function said(workspace: Workspace) {
  const checker = new Checker(workspace, createInProcessSqlService(), {
    onBug(rule, error) {
      throw new Error(`The rule ${rule.id} threw.`, { cause: error });
    },
  });
  for (const file of workspace.ownFiles) await checker.check(file);
  return workspace.files.map((file) => ({
    file,
    facts: workspace.facts(file),
    problems: checker.problems(file),
  }));
}
