import type { ApplyOrder } from "../run/results.ts";

/** A sentence about files that need each other. */
export function describeCycle(cycle: ApplyOrder["cycles"][number], show = (file: string) => file): string {
  const links = cycle.map(({ file, needs }, index) => {
    const next = cycle[(index + 1) % cycle.length]?.file ?? file;
    return `${show(file)} needs the ${needs} of ${show(next)}`;
  });
  return `No order is right: ${links.join(", ")}.`;
}
