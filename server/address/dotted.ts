import { maskPlaceholders } from "../template/mask.ts";
import type { ParsedAddress } from "./address.ts";
import { threeParts } from "./three-parts.ts";

/** U+E000 is a masked placeholder. */
const dotted = /^([\w\ue000-]+)\.([\w\ue000-]+)\.[^.\s/:]+$/;
const trailingDots = /^([\w-]+(?:\.[\w-]+){2})\.+$/;

/** `depot.collection.dataset`, as policies and SQL write it; undefined for any other number of parts. */
export function parseDotted(text: string): ParsedAddress | undefined {
  const masked = maskPlaceholders(text);
  const [, withoutDots] = trailingDots.exec(text) ?? [];
  if (withoutDots !== undefined) return trailingDot(text, withoutDots.length);
  const [, depot, collection] = dotted.exec(masked) ?? [];
  if (depot === undefined || collection === undefined) return undefined;
  return { address: threeParts(text, 0, [depot.length, collection.length], "dotted") };
}

function trailingDot(text: string, end: number): ParsedAddress {
  const newText = text.slice(0, end);
  return {
    ...parseDotted(newText),
    problem: {
      message: `The address "${text}" has a dot at its end; remove it.`,
      range: { start: end, end: text.length },
      fix: { title: `Change to "${newText}"`, newText },
    },
  };
}
