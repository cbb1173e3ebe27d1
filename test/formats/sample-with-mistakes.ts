import { sampleTexts } from "../sample/edited-sample.ts";
import { addresses } from "../sample/mistakes/addresses.ts";
import { alerts } from "../sample/mistakes/alerts.ts";
import { datasets } from "../sample/mistakes/datasets.ts";
import { files } from "../sample/mistakes/files.ts";
import { keys } from "../sample/mistakes/keys.ts";
import { lens } from "../sample/mistakes/lens.ts";
import type { Mistake } from "../sample/mistakes/mistake.ts";
import { references } from "../sample/mistakes/references.ts";
import { sql } from "../sample/mistakes/sql.ts";
import { values } from "../sample/mistakes/values.ts";

const mistakes = [references, files, datasets, lens, alerts, sql, keys, values, addresses].flat();

/** The files of the sample that mistakes are made in: as many as do not hide each other. Text by path. */
export function sampleWithMistakes(): ReadonlyMap<string, string> {
  const byFile = Map.groupBy(
    mistakes.filter((mistake) => !breaksFile(mistake)),
    ({ file }) => file,
  );
  return new Map([...byFile].map(([file, own]) => [file, withMistakes(sampleTexts.get(file) ?? "", own)]));
}

/** Of a file that is no YAML only that is said. */
function breaksFile({ problems }: Mistake): boolean {
  return problems.some((problem) => problem.includes("yaml-syntax"));
}

/** From the end to the beginning, so that what is still to be replaced stays where it is. */
function withMistakes(original: string, own: readonly Mistake[]): string {
  const placed = own.map((mistake) => ({ ...mistake, start: original.indexOf(mistake.before) }));
  let text = original;
  let untouched = original.length;
  for (const { start, before, after } of placed.toSorted((one, other) => other.start - one.start)) {
    if (start < 0 || start + before.length > untouched) continue;
    text = text.slice(0, start) + after + text.slice(start + before.length);
    untouched = start;
  }
  return text;
}
