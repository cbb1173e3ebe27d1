import { resourceKinds } from "../../manifest/kind.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import {
  itemsOf,
  keysOf,
  shapeOfApplied,
  typesOf,
  valuesOf,
  type Shape,
  type ShapeKey,
  type ShapeValue,
} from "../../schema/shape.ts";
import { knownFile } from "../configuration.ts";
import { describe } from "../describe.ts";
import { addresses } from "./addresses.ts";
import { paths } from "./paths.ts";
import { placeAt, type CursorPlace } from "./place.ts";
import type { Proposal } from "./proposal.ts";
import { references } from "./references.ts";
import { escapeSnippet, snippetOf, valueSnippet } from "./snippet.ts";
import { surroundingsOf, type Surroundings } from "./surroundings.ts";

/** What can be written at an offset of a file's text; nothing in YAML that is not ours. */
export function complete(
  text: string,
  offset: number,
  workspace: Workspace,
  file: string,
): readonly Proposal[] {
  const known = knownFile(file);
  const { schemas } = known ?? workspace;
  const place = placeAt(text, offset, schemas, known?.kind);
  if (!place) return [];
  const { at, token, needsDash, column } = place;
  const surroundings = surroundingsOf(workspace, file);
  if (at.on === "value") return values(shapeOfApplied(at.schemas, schemas), place, surroundings);
  const shape = shapeOfApplied(at.parent?.schemas ?? [], schemas);
  if (needsDash) return withDash(anything(shape, place, surroundings));
  if (token.isItem) return anything(shape, place, surroundings);
  // Below the key of a list that has no item yet.
  const ofItems = place.keys.length === 0 && typesOf(shape)[0] === "array" ? itemsOf(shape) : undefined;
  if (ofItems) return withDash(anything(ofItems, { ...place, column: column + 2 }, surroundings));
  return keys(shape, place);
}

/** What an item of a list can be: a map that begins with any key, or a value. */
function anything(shape: Shape, place: CursorPlace, surroundings: Surroundings): readonly Proposal[] {
  return [...keys(shape, place), ...values(shape, place, surroundings)];
}

function withDash(proposals: readonly Proposal[]): readonly Proposal[] {
  return proposals.map((proposal) => ({ ...proposal, snippet: `- ${proposal.snippet}` }));
}

function values(shape: Shape, place: CursorPlace, surroundings: Surroundings): readonly Proposal[] {
  const existing = [
    ...references(shape, place, surroundings),
    ...addresses(shape, place, surroundings),
    ...paths(shape, place, surroundings),
  ];
  const named = namedValues(shape, place, surroundings);
  // Where something exists to be named, an example of a name is no help.
  const found =
    existing.length > 0 ? [...existing, ...named.filter(({ detail }) => detail !== "example")] : named;
  // The first to propose a text knows most of it.
  return [...new Map(found.toReversed().map((proposal) => [proposal.label, proposal])).values()].toReversed();
}

function keys(shape: Shape, place: CursorPlace): readonly Proposal[] {
  const types = typesOf(shape);
  if (types.length > 0 && !types.includes("object")) return [];
  return keysOf(shape)
    .filter(({ name }) => !place.keys.includes(name))
    .map((key, index) => keyProposal(key, index, place));
}

function keyProposal(key: ShapeKey, index: number, { token, column, inFlow }: CursorPlace): Proposal {
  const { name, shape, needed, deprecated } = key;
  const { snippet, asksAgain } =
    token.hasValue || token.quoted
      ? { snippet: escapeSnippet(name), asksAgain: false }
      : snippetOf(name, shape, column, inFlow);
  const rank = deprecated ? 9 : { required: 0, recommended: 1, optional: 2 }[needed];
  return {
    label: name,
    kind: "key",
    snippet,
    range: token.range,
    ...(needed !== "optional" && { detail: needed }),
    documentation: describe(shape),
    order: `${rank}${String(index).padStart(3, "0")}`,
    ...(deprecated && { deprecated }),
    ...(asksAgain && { asksAgain }),
  };
}

/** Values that the schemas name. */
function namedValues(
  shape: Shape,
  { token, kind, at }: CursorPlace,
  { workspace }: Surroundings,
): readonly Proposal[] {
  const kinds = kind === "draft" && at.path.join() === "type" ? [...resourceKinds(workspace.schemas)] : [];
  const isFree = shape.some(({ schema }) => schema["x-sql"] ?? schema["x-defines"] ?? schema["x-secret"]);
  const named = [
    ...kinds.map((value): ShapeValue => ({ value, origin: "allowed" })),
    // What another author would call a thing, or ask of data, is no help with one's own.
    ...valuesOf(shape).filter(({ origin }) => origin !== "example" || !isFree),
  ];
  const documentation = describe(shape);
  return named.map(({ value, origin }, index): Proposal => {
    return {
      label: String(value),
      kind: "value",
      snippet: valueSnippet(value, token),
      range: token.range,
      ...((origin === "default" || origin === "example") && { detail: origin }),
      documentation,
      order: `${origin === "example" ? 5 : 3}${String(index).padStart(3, "0")}`,
    };
  });
}
