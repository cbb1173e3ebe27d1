import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../../server/text/edits.ts";
import { definitionsOf } from "../../server/features/symbols/occurrences.ts";
import { rename } from "../../server/features/symbols/rename.ts";
import { occurrencesIn, type SymbolAt } from "../../server/features/symbols/symbol-at.ts";
import { ownName } from "../../server/features/symbols/symbol.ts";
import { openFiles, type KnownFiles } from "../support/known-files.ts";
import { sampleTexts } from "./edited-sample.ts";

test("whatever is renamed there and back gives the same text, and no problem comes of it", async () => {
  const sample = await openFiles(sampleTexts);
  const places = [...sampleTexts.keys()].flatMap((file) => occurrencesIn(file, sample));
  const renamable: SymbolAt[] = [];
  for (const place of places) {
    if (place.occurrence.role === "definition" && !("refused" in (await rename(place, newName, sample))))
      renamable.push(place);
  }
  expect(renamable.length).toBeGreaterThan(100);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...renamable), async (place) => {
      const there = await renamed(sample, place, newName);
      const problems = [...there.files.keys()].flatMap((file) => there.checker.problems(file));
      expect(problems.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      const symbol = occurrencesIn(place.occurrence.file, there).find(
        (each) => each.symbol.kind === place.symbol.kind && ownName(each.symbol) === newName,
      );
      // Several monitors may raise the same incident.
      const definitions = definitionsOf(place.symbol, sample).length;
      expect(symbol && definitionsOf(symbol.symbol, there)).toHaveLength(definitions);
      const back = symbol && (await renamed(there, symbol, ownName(place.symbol)));
      expect(back?.files).toEqual(sampleTexts);
    }),
    { numRuns: 8 },
  );
});

const newName = "renamed";

async function renamed(from: KnownFiles, place: SymbolAt, name: string): Promise<KnownFiles> {
  const edits = await rename(place, name, from);
  if ("refused" in edits) throw new Error(edits.refused);
  const files = new Map(from.files);
  for (const [file, each] of edits) files.set(file, applyEdits(files.get(file) ?? "", each));
  return openFiles(files);
}
