import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { EditedSample, sampleTexts } from "./edited-sample.ts";
import { addresses } from "./mistakes/addresses.ts";
import { alerts } from "./mistakes/alerts.ts";
import { datasets } from "./mistakes/datasets.ts";
import { files } from "./mistakes/files.ts";
import { keys } from "./mistakes/keys.ts";
import { lens } from "./mistakes/lens.ts";
import type { Mistake } from "./mistakes/mistake.ts";
import { references } from "./mistakes/references.ts";
import { sql } from "./mistakes/sql.ts";
import { values } from "./mistakes/values.ts";

/*
 * One mistake is one problem, on the exact key or value, and where other files break with it, one in each place that
 * does. Every mistake is made in the sample as in an editor, and undone.
 */

const tables = { references, files, datasets, lens, alerts, sql, keys, values, addresses };
const mistakes = Object.values(tables).flat();

let sample: EditedSample;

beforeAll(async () => {
  sample = await EditedSample.open();
});

test("the sample has no problem, and each mistake can be made in one place of it", () => {
  expect(sample.problems()).toEqual([]);
  const ambiguous = mistakes.filter(({ file, before }) => original(file).split(before).length !== 2);
  expect(ambiguous.map(({ what }) => what)).toEqual([]);
});

describe.each(Object.entries(tables))("%s", (_table, rows) => {
  test.each(rows)("$what", async (mistake) => {
    const { file, before, after, problems, fix, leaves } = mistake;
    await sample.type(file, withInstead(mistake, after));
    expect(sample.problems()).toEqual(problems.map((problem) => problem.replace(/^:/, () => `${file}:`)));

    const mended = await sample.fixAll();
    if (fix === "none") {
      expect(mended).toEqual([]);
    } else {
      expect(sample.problems().map(withoutPlace)).toEqual(leaves === undefined ? [] : [leaves]);
      if (fix !== "other") expect(sample.text(file)).toBe(withInstead(mistake, fix?.text ?? before));
    }

    for (const path of new Set([file, ...mended])) await sample.type(path, original(path));
    expect(sample.problems()).toEqual([]);
  });
});

/** Making a mistake and undoing it are one: whichever it is not yet. */
test("mistakes made and undone in any order are found as from scratch, and leave nothing behind", async () => {
  const toggles = fc.array(fc.nat(mistakes.length - 1), { minLength: 4, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(toggles, async (indexes) => {
      const edited = await EditedSample.open();
      const made = new Set<Mistake>();
      for (const index of [...indexes, ...indexes.toReversed()]) {
        const mistake = mistakes[index];
        if (!mistake || !toggle(mistake, made)) continue;
        await edited.type(
          mistake.file,
          withAll(
            [...made].filter(({ file }) => file === mistake.file),
            mistake.file,
          ),
        );
        expect(edited.problems()).toEqual((await edited.openAnew()).problems());
      }
      for (const { file } of made) await edited.type(file, original(file));
      expect(edited.problems()).toEqual([]);
    }),
    { numRuns: 4 },
  );
});

/** False when the mistake can't be made beside those that are made. */
function toggle(mistake: Mistake, made: Set<Mistake>): boolean {
  if (made.delete(mistake)) return true;
  if ([...made].some((other) => overlap(mistake, other))) return false;
  made.add(mistake);
  return true;
}

function overlap(one: Mistake, other: Mistake): boolean {
  const [{ start, end }, place] = [placeOf(one), placeOf(other)];
  return one.file === other.file && start < place.end && place.start < end;
}

function placeOf({ file, before }: Mistake): { readonly start: number; readonly end: number } {
  const start = original(file).indexOf(before);
  return { start, end: start + before.length };
}

function withAll(mistakes: readonly Mistake[], file: string): string {
  return mistakes
    .toSorted((one, other) => placeOf(other).start - placeOf(one).start)
    .reduce((text, mistake) => {
      const { start, end } = placeOf(mistake);
      return text.slice(0, start) + mistake.after + text.slice(end);
    }, original(file));
}

function withInstead({ file, before }: Mistake, text: string): string {
  return original(file).replace(before, () => text);
}

function original(file: string): string {
  return sampleTexts.get(file) ?? "";
}

function withoutPlace(problem: string): string {
  return problem.replace(/^.*› \w+ /, "");
}
