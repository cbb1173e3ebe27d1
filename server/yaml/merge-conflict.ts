import type { Problem } from "../text/problem.ts";

/** The markers that a version-control merge leaves behind: they break YAML in ways that hide the reason. */
export function mergeConflicts(text: string): readonly Problem[] {
  if (!/^>{7}(?: |$)/m.test(text)) return [];
  return Array.from(text.matchAll(/^<{7}(?: [^\r\n]*)?$/gm), ({ index, 0: marker }) => ({
    rule: "yaml-syntax",
    severity: "error",
    message: "This merge conflict is not settled; keep one of the two sides and remove the markers.",
    range: { start: index, end: index + marker.length },
  }));
}
