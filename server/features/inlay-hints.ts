import type { Manifest } from "../manifest/model.ts";
import { fillIn, variables, type Values } from "../template/variables.ts";
import type { OffsetRange } from "../text/range.ts";
import type { EditorSettings } from "./editor-settings.ts";
import { cronInWords } from "./hover/cron.ts";
import { resultKey, type LastResults } from "./last-results.ts";

/** What is known and not written, shown inside the text. */
export interface InlayHint {
  /** Right behind what it is about. */
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

export interface InlayHintsRequest {
  readonly file: string;
  readonly manifests: readonly Manifest[];
  /** The part of the text that is shown. */
  readonly within: OffsetRange;
  /** Of variables, in the environment that counts here. */
  readonly values: Values;
  readonly results: LastResults;
  readonly settings: EditorSettings;
}

/** In the order of the text. */
export function inlayHints(request: InlayHintsRequest): readonly InlayHint[] {
  const { manifests, within, settings } = request;
  const hints = manifests.flatMap((manifest) => [
    ...(settings["inlayHints.schedules"] ? scheduleHints(manifest) : []),
    ...(settings["inlayHints.variables"] ? variableHints(manifest, request) : []),
    ...(settings["inlayHints.relationships"] ? relationshipHints(manifest, request) : []),
  ]);
  const shown = hints.filter(({ offset }) => within.start <= offset && offset <= within.end);
  const byPlace = new Map(shown.map((hint) => [`${hint.offset} ${hint.text}`, hint]));
  return [...byPlace.values()].toSorted((one, other) => one.offset - other.offset);
}

function scheduleHints({ body }: Manifest): readonly InlayHint[] {
  if (body?.type !== "workflow" && body?.type !== "monitor") return [];
  const { schedule } = body;
  const words = schedule && cronInWords(schedule.value);
  if (!schedule || words === undefined) return [];
  const zone = body.type === "workflow" ? body.timezone : undefined;
  const text = zone === undefined ? words : `${words}, ${zone}`;
  return [{ offset: schedule.range.end, text, tooltip: "When it runs, in words." }];
}

/** Only where every variable has a value: half of a name helps nobody. */
function variableHints(
  { definitions, references }: Manifest,
  { values }: InlayHintsRequest,
): readonly InlayHint[] {
  return [...definitions, ...references].flatMap(({ open, name, range }): InlayHint[] => {
    if (!open || variables(name).length === 0) return [];
    const text = fillIn(name, values);
    if (variables(text).length > 0) return [];
    return [{ offset: range.end, text, tooltip: "With the values of the environment that counts here." }];
  });
}

function relationshipHints({ body }: Manifest, { file, results }: InlayHintsRequest): readonly InlayHint[] {
  if (body?.type !== "lens-model") return [];
  return body.tables.flatMap(({ name, joins }) =>
    joins.flatMap(({ target, relationship }): InlayHint[] => {
      const found = name && target && results.joins.get(resultKey(file, name.value, target.value));
      if (!found || !relationship) return [];
      const text =
        found.observed === relationship.value ? `${found.observed}, as found` : `found ${found.observed}`;
      const rows = `${found.left.rows} rows meet ${found.right.rows}`;
      return [{ offset: relationship.range.end, text, tooltip: `When the join was measured last, ${rows}.` }];
    }),
  );
}
