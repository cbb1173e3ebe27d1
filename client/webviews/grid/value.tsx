import type { Cell } from "../../../server/engine/engine.ts";
import { cellText } from "../cell.tsx";

/** A value with all that is in it. */
export function WholeValue({ name, value }: { name: string; value: Cell }) {
  return (
    <pre class="value" tabIndex={0} aria-label={`The whole value of ${name}`}>
      {wholeText(value)}
    </pre>
  );
}

/** Nested values with one part a line. */
function wholeText(value: Cell): string {
  return value !== null && typeof value === "object" ? JSON.stringify(value, null, 2) : cellText(value);
}
