import { maskPlaceholders } from "../template/mask.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import type { AddressProblem, ParsedAddress } from "./address.ts";
import { threeParts } from "./three-parts.ts";

const prefix = "dataset:";
const wellFormed = /^dataset:([^:\s]+):([^:\s]+):[^:\s]+$/;

/** `dataset:depot:collection:dataset`, as data products write it; undefined for text that begins otherwise. */
export function parseDatasetReference(text: string): ParsedAddress | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const [, depot, collection] = wellFormed.exec(maskPlaceholders(text)) ?? [];
  if (depot === undefined || collection === undefined)
    return hasPlaceholder(text) ? {} : { problem: malformed(text) };
  return { address: threeParts(text, prefix.length, [depot.length, collection.length], "dataset-ref") };
}

function malformed(text: string): AddressProblem {
  const parts = text.slice(prefix.length).split(/[:/.\s]+/);
  const newText = prefix + parts.filter((part) => part !== "").join(":");
  return {
    message: `The reference "${text}" does not have three parts; write it as "dataset:depot:collection:dataset".`,
    range: { start: text === prefix ? 0 : prefix.length, end: text.length },
    ...(wellFormed.test(newText) && { fix: { title: `Change to "${newText}"`, newText } }),
  };
}
