import { placeholders } from "./placeholder.ts";

/** Stands for each character of a masked placeholder; from Unicode's private use area, so that no manifest has it. */
export const maskCharacter = "\ue000";

/** The text with its placeholders, whatever they hold, as stretches of one character: of the same length. */
export function maskPlaceholders(text: string): string {
  const ranges = placeholders(text);
  if (ranges.length === 0) return text;
  let masked = "";
  let end = 0;
  for (const range of ranges) {
    masked += text.slice(end, range.start) + maskCharacter.repeat(range.end - range.start);
    end = range.end;
  }
  return masked + text.slice(end);
}
